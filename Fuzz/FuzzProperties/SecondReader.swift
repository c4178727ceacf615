import Foundation

/// Foundation's reader of JSON, to agree or disagree with ours.
enum SecondReader {
  enum Reading {
    case object([String: Any])
    /// Fine JSON with a number beyond a Double's range, which Foundation alone wants to convert.
    case hugeNumber
    case refused
  }

  static func read(_ bytes: [UInt8]) -> Reading {
    do {
      guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      else { return .refused }
      return .object(object)
    } catch {
      return "\(error)".contains("is not representable") ? .hugeNumber : .refused
    }
  }
}
