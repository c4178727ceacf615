internal import IssuancePolicy

/// A `mailto:` URL of one address and no header fields.
///
/// Whoever holds one needs no further check of it. Whether mail would arrive is not looked into: a name
/// server's silence today says nothing about the day on which the CA has something to tell.
///
/// - Note: RFC 8555 §7.3; RFC 6068 §2; RFC 5321 §4.1.2 and §4.5.3.1.
struct MailContact: Sendable, Hashable {
  /// The URL as it was given.
  let url: String

  private static let scheme = "mailto:"
  private static let longestLocalPart = 64
  private static let longestAddress = 254

  init(parsing url: String) throws(RefusedContact.Reason) {
    guard url.prefix(Self.scheme.count).lowercased() == Self.scheme else {
      throw .unsupportedScheme
    }
    let encoded = url.dropFirst(Self.scheme.count)
    guard !encoded.contains("?") else { throw .invalid("it must hold no header fields") }
    guard !encoded.contains(",") else { throw .invalid("it must hold one address only") }
    try Self.check(address: try Self.decoded(encoded.utf8))
    self.url = url
  }

  /// Resolves percent escapes (RFC 3986 §2.1) to printable ASCII.
  private static func decoded(_ text: Substring.UTF8View) throws(RefusedContact.Reason) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let escaped = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw .invalid("a % is not followed by two hexadecimal digits") }
      bytes.append(escaped)
      rest = rest.dropFirst(2)
    }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else {
      throw .invalid("an address holds printable ASCII characters only")
    }
    return bytes
  }

  private static func check(address: [UInt8]) throws(RefusedContact.Reason) {
    guard address.count <= longestAddress else {
      throw .invalid("an address has at most \(longestAddress) characters")
    }
    guard let at = address.lastIndex(of: UInt8(ascii: "@")), at > 0, at < address.count - 1 else {
      throw .invalid("an address has the form name@example.org")
    }
    try check(localPart: address[..<at])
    try check(domain: String(decoding: address[(at + 1)...], as: UTF8.self))
  }

  private static func check(localPart: ArraySlice<UInt8>) throws(RefusedContact.Reason) {
    guard localPart.count <= longestLocalPart else {
      throw .invalid("what stands before the @ has at most \(longestLocalPart) characters")
    }
    guard localPart.first == UInt8(ascii: "\"") else {
      let atoms = localPart.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtomText) }) else {
        throw .invalid("what stands before the @ is no name: put other characters in quotes")
      }
      return
    }
    guard isQuotedString(localPart) else {
      throw .invalid("the quotes before the @ are not closed, or closed too early")
    }
  }

  /// RFC 5322 §3.2.3.
  private static func isAtomText(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isNumber || "!#$%&'*+-/=?^_`{|}~".contains(character)
  }

  /// RFC 5321 §4.1.2: a backslash makes the next character an ordinary one.
  private static func isQuotedString(_ text: ArraySlice<UInt8>) -> Bool {
    var inside = text.dropFirst()
    guard inside.popLast() == UInt8(ascii: "\"") else { return false }
    while let byte = inside.popFirst() {
      if byte == UInt8(ascii: "\"") { return false }
      if byte == UInt8(ascii: "\\"), inside.popFirst() == nil { return false }
    }
    return true
  }

  /// A host name of several labels; names for examples and tests are taken, since trials use them.
  private static func check(domain: String) throws(RefusedContact.Reason) {
    do throws(NameError) {
      guard try !DomainName(domain).isWildcard else { throw .misplacedWildcard }
    } catch {
      throw .invalid("its domain \"\(domain)\" \(error)")
    }
  }
}
