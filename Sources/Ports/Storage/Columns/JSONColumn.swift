internal import Foundation

/// Values that engines keep as JSON, with sorted keys: equal values are equal texts.
package enum JSONColumn {
  package static func text(of value: some Encodable) throws(StorageError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .corrupt(what: "a value of \(type(of: value)) that isn't JSON")
    }
  }

  package static func value<Value: Decodable>(of text: String, in what: String)
    throws(StorageError) -> Value
  {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw .corrupt(what: what)
    }
  }
}
