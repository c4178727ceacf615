internal import CertificateFormats
internal import SwiftASN1

/// A GeneralName as it is written (RFC 5280 §4.2.1.6).
enum GeneralNameReading {
  case dnsName(ArraySlice<UInt8>)
  case uniformResourceIdentifier(ArraySlice<UInt8>)
  case ipAddress(ArraySlice<UInt8>)
  /// One of the others, by the number of its tag.
  case other(tag: Int)

  init(_ node: ASN1Node) throws(ParsingFault) {
    switch node.contextTag {
    case 2: self = .dnsName(try node.octets(of: "dNSName"))
    case 6: self = .uniformResourceIdentifier(try node.octets(of: "URI"))
    case 7: self = .ipAddress(try node.octets(of: "iPAddress"))
    case .some(let tag) where tag <= 8: self = .other(tag: tag)
    case .some, nil: throw ParsingFault("something stands where a GeneralName should")
    }
  }

  /// The names within a SEQUENCE OF.
  static func list(
    _ node: ASN1Node, as identifier: ASN1Identifier = .sequence, of whole: StaticString
  ) throws(ParsingFault) -> [GeneralNameReading] {
    var parts = try PartReader(node, as: identifier, of: whole)
    var names: [GeneralNameReading] = []
    while let part = parts.next() { names.append(try GeneralNameReading(part)) }
    return names
  }

  /// Whether it is a URL of plain HTTP with a host, as AIA and CRL distribution points must have it.
  var isHTTPURL: Bool {
    guard case .uniformResourceIdentifier(let octets) = self else { return false }
    let scheme = Array("http://".utf8)
    return octets.starts(with: scheme) && octets.count > scheme.count
      && octets[octets.startIndex + scheme.count] != UInt8(ascii: "/")
      && octets.allSatisfy { $0 > 0x20 && $0 < 0x7f }
  }

  /// For findings.
  var text: String {
    switch self {
    case .dnsName(let octets), .uniformResourceIdentifier(let octets):
      "\"\(octets.count > 260 ? "…" : String(decoding: octets, as: UTF8.self))\""
    case .ipAddress(let octets): "an address of \(octets.count) octets"
    case .other(let tag):
      [
        "an otherName", "an rfc822Name", "", "an x400Address", "a directoryName", "an ediPartyName",
        "", "", "a registeredID",
      ][tag]
    }
  }
}
