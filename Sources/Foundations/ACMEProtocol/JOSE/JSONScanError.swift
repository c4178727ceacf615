/// Why bytes are not the one JSON object that they should be.
package enum JSONScanError: Error, Sendable, Equatable, CustomStringConvertible {
  case invalidUTF8
  case notAnObject
  case unexpectedEnd
  case unexpectedByte(offset: Int)
  case badEscape(offset: Int)
  case tooDeep
  case tooManyMembers
  case duplicateMember(String)

  package var description: String {
    switch self {
    case .invalidUTF8: "is not UTF-8"
    case .notAnObject: "is not a JSON object"
    case .unexpectedEnd: "is not JSON: it ends too early"
    case .unexpectedByte(let offset): "is not JSON: the byte at offset \(offset) is out of place"
    case .badEscape(let offset): "is not JSON: the escape at offset \(offset) means no character"
    case .tooDeep: "is nested deeper than \(JSONScanner.depthLimit) levels"
    case .tooManyMembers: "has an object of more than \(JSONObject.memberLimit) members"
    case .duplicateMember(let name): "has the member '\(name.prefix(40))' twice"
    }
  }
}
