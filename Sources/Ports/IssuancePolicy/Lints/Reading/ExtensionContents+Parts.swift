internal import CertificateFormats
internal import SwiftASN1

/// The syntax of each extension, in the order of RFC 5280 §4.2.
extension ExtensionContents {
  /// RFC 5280 §4.2.1.1.
  static func authorityKeyIdentifier(
    _ node: ASN1Node
  ) throws(ParsingFault) -> AuthorityKeyIdentifier {
    var parts = try PartReader(node, of: "authority key identifier")
    let identifier = try parts.optional(.context(0))?.octets(of: "key identifier")
    let issuer = parts.optional(.context(1))
    let serial = parts.optional(.context(2))
    try parts.end()
    return AuthorityKeyIdentifier(
      keyIdentifier: identifier, namesIssuerOrSerial: issuer != nil || serial != nil)
  }

  /// RFC 5280 §4.2.1.4.
  static func policies(_ node: ASN1Node) throws(ParsingFault) -> [Policy] {
    var parts = try PartReader(node, of: "certificate policies")
    var policies: [Policy] = []
    while let part = parts.next() {
      var policy = try PartReader(part, of: "policy")
      let oid = try policy.next(.objectIdentifier, "identifier").octets(of: "policy's identifier")
      let qualifiers = policy.optional(.sequence)
      try policy.end()
      policies.append(Policy(oid: oid, hasQualifiers: qualifiers != nil))
    }
    return policies
  }

  /// RFC 5280 §4.2.1.9.
  static func basicConstraints(_ node: ASN1Node) throws(ParsingFault) -> BasicConstraints {
    var parts = try PartReader(node, of: "basic constraints")
    let isAuthority = try parts.optional(.boolean)?.boolean("cA")
    let pathLength = try parts.optional(.integer)?.octets(of: "path length")
    try parts.end()
    return BasicConstraints(
      isAuthority: isAuthority ?? false, writesDefault: isAuthority == false,
      pathLength: pathLength)
  }

  /// RFC 5280 §4.2.1.12.
  static func purposes(_ node: ASN1Node) throws(ParsingFault) -> [ArraySlice<UInt8>] {
    var parts = try PartReader(node, of: "extended key usage")
    var purposes: [ArraySlice<UInt8>] = []
    while !parts.isAtEnd {
      purposes.append(
        try parts.next(.objectIdentifier, "purpose").octets(of: "purpose"))
    }
    return purposes
  }

  /// RFC 5280 §4.2.1.13.
  static func distributionPoints(_ node: ASN1Node) throws(ParsingFault) -> [DistributionPoint] {
    var parts = try PartReader(node, of: "CRL distribution points")
    var points: [DistributionPoint] = []
    while let part = parts.next() {
      var point = try PartReader(part, of: "distribution point")
      var fullName: [GeneralNameReading]?
      if let name = point.optional(.context(0)) {
        var choice = try PartReader(name, as: .context(0), of: "distribution point's name")
        if let full = choice.optional(.context(0)) {
          fullName = try GeneralNameReading.list(full, as: .context(0), of: "full name")
        } else {
          _ = choice.next()
        }
        try choice.end()
      }
      let reasons = point.optional(.context(1))
      let issuer = point.optional(.context(2))
      try point.end()
      points.append(
        DistributionPoint(
          fullName: fullName, hasReasonsOrIssuer: reasons != nil || issuer != nil))
    }
    return points
  }

  /// RFC 5280 §4.2.2.1.
  static func accessDescriptions(_ node: ASN1Node) throws(ParsingFault) -> [AccessDescription] {
    var parts = try PartReader(node, of: "authority information access")
    var descriptions: [AccessDescription] = []
    while let part = parts.next() {
      var description = try PartReader(part, of: "access description")
      let method = try description.next(.objectIdentifier, "method").octets(of: "access method")
      guard let location = description.next() else {
        throw ParsingFault("an access description has no location")
      }
      try description.end()
      descriptions.append(
        AccessDescription(method: method, location: try GeneralNameReading(location)))
    }
    return descriptions
  }
}
