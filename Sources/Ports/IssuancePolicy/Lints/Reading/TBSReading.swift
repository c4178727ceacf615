internal import CertificateFormats
internal import SwiftASN1

/// A TBSCertificate as it stands in its bytes, taken apart once for all lints.
///
/// Nothing is shared with the code that builds such bytes (``CertificateFormats/TBSCertificate``) or
/// with swift-certificates: what both got wrong in the same way would never be found. What is no DER,
/// or has another structure than RFC 5280 §4.1, can't be read at all; every other fault is kept as it
/// is, for a lint to name it.
struct TBSReading {
  /// Content octets; nil where the field is left out.
  let version: ArraySlice<UInt8>?
  let serialNumber: ArraySlice<UInt8>
  /// The DER of the AlgorithmIdentifier.
  let signature: ArraySlice<UInt8>
  let issuer: NameReading
  let notBefore: TimeReading
  let notAfter: TimeReading
  let subject: NameReading
  let key: KeyReading
  let hasUniqueIdentifier: Bool
  /// Nil where the field is left out.
  let extensionList: [ExtensionReading]?
  let contents: ExtensionContents

  var extensions: [ExtensionReading] { extensionList ?? [] }

  init(_ bytes: ArraySlice<UInt8>) throws(ParsingFault) {
    var parts = try PartReader(
      ParsedDER.node(of: bytes, "TBSCertificate"), of: "TBSCertificate")
    version = try Self.version(parts.optional(.context(0)))
    serialNumber = try parts.next(.integer, "serial number").octets(of: "serial number")
    signature = try parts.next(.sequence, "signature algorithm").encodedBytes
    issuer = try NameReading(parts.next(.sequence, "issuer"), "issuer")
    var times = try PartReader(parts.next(.sequence, "validity"), of: "validity")
    notBefore = try TimeReading(times.next(), "notBefore")
    notAfter = try TimeReading(times.next(), "notAfter")
    try times.end()
    subject = try NameReading(parts.next(.sequence, "subject"), "subject")
    key = try KeyReading(parts.next(.sequence, "public key"))
    let identifiers = [parts.optional(.context(1)), parts.optional(.context(2))]
    hasUniqueIdentifier = identifiers.contains { $0 != nil }
    extensionList = try Self.extensions(parts.optional(.context(3)))
    try parts.end()
    contents = ExtensionContents(of: extensionList ?? [])
  }

  func `extension`(_ kind: ExtensionKind) -> ExtensionReading? {
    extensions.first { $0.kind == kind }
  }

  private static func version(_ tagged: ASN1Node?) throws(ParsingFault) -> ArraySlice<UInt8>? {
    guard let tagged else { return nil }
    var parts = try PartReader(tagged, as: .context(0), of: "version")
    let version = try parts.next(.integer, "number").octets(of: "version")
    try parts.end()
    return version
  }

  private static func extensions(
    _ tagged: ASN1Node?
  ) throws(ParsingFault) -> [ExtensionReading]? {
    guard let tagged else { return nil }
    var outer = try PartReader(tagged, as: .context(3), of: "extensions' tag")
    var parts = try PartReader(outer.next(.sequence, "list"), of: "list of extensions")
    try outer.end()
    var extensions: [ExtensionReading] = []
    extensions.reserveCapacity(10)
    while let part = parts.next() { extensions.append(try ExtensionReading(part)) }
    return extensions
  }
}
