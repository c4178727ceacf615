/// A JSON object as the strict scanner found it: each name once, strings unescaped.
///
/// Only what JOSE headers, keys and orders consist of is kept: strings, objects and arrays. Numbers and
/// literals are checked and then dropped, so no number is ever converted.
package struct JSONObject: Sendable {
  package enum Value: Sendable {
    case string(ArraySlice<UInt8>)
    case object(JSONObject)
    case array([Value])
    case other
  }

  /// Above this an object is refused; it bounds the search for duplicates.
  static let memberLimit = 64

  private var members: [(name: String, value: Value)] = []

  /// The object that all of `bytes` is.
  ///
  /// - Throws: ``JSONScanError`` for anything that RFC 8259 does not allow, and for duplicate names.
  package init(scanning bytes: ArraySlice<UInt8>) throws(JSONScanError) {
    var scanner = try JSONScanner(bytes)
    self = try scanner.scanDocument()
  }

  init() {}

  package subscript(name: String) -> Value? {
    members.first { $0.name == name }?.value
  }

  /// The first of `names` that is a member, for lists of what must not be there.
  func firstMember(of names: [String]) -> String? {
    members.first { names.contains($0.name) }?.name
  }

  mutating func insert(_ value: Value, for name: String) throws(JSONScanError) {
    guard members.count < Self.memberLimit else { throw .tooManyMembers }
    guard self[name] == nil else { throw .duplicateMember(name) }
    members.append((name, value))
  }
}
