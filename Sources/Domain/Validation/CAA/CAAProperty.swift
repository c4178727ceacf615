/// One CAA record: a property that a domain's holder gives to it.
///
/// - Note: RFC 8659 §4.1.
package struct CAAProperty: Sendable, Hashable {
  package let flags: UInt8
  /// The property's tag in lower case; letters and digits.
  package let tag: String
  package let value: [UInt8]

  /// Whether a CA that doesn't know the tag must not issue; the other flags have no meaning yet.
  package var isCritical: Bool { flags & 0x80 != 0 }

  /// Reads RDATA: flags, the tag behind its length, and the value.
  ///
  /// - Returns: Nil where the tag is empty, goes past the end or holds other characters. Nobody can
  ///   tell what such a record was meant to forbid.
  package init?(rdata: [UInt8]) {
    guard rdata.count >= 2 else { return nil }
    let tagLength = Int(rdata[1])
    guard tagLength > 0, rdata.count >= 2 + tagLength else { return nil }
    let tag = rdata[2..<2 + tagLength]
    guard tag.allSatisfy(\.isASCIILetterOrDigit) else { return nil }
    flags = rdata[0]
    self.tag = String(decoding: tag, as: UTF8.self).lowercased()
    value = Array(rdata[(2 + tagLength)...])
  }

  /// The record as a zone file has it, made safe to show and cut off where it is long.
  package var presentation: String {
    "\(flags) \(tag) \"\(PrintableExcerpt(value, limitInCharacters: 160))\""
  }
}

extension UInt8 {
  /// `ALPHA / DIGIT` of RFC 5234.
  var isASCIILetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
