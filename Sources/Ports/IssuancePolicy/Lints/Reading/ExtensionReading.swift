internal import CertificateFormats
internal import SwiftASN1

/// An extension as it is written (RFC 5280 §4.1).
struct ExtensionReading {
  let oid: ArraySlice<UInt8>
  let kind: ExtensionKind?
  let isCritical: Bool
  /// Whether it says FALSE where DER says nothing (X.690 §11.5).
  let writesDefault: Bool
  /// What is within the OCTET STRING.
  let value: ArraySlice<UInt8>

  init(_ node: ASN1Node) throws(ParsingFault) {
    var parts = try PartReader(node, of: "extension")
    oid = try parts.next(.objectIdentifier, "identifier").octets(of: "extension's identifier")
    kind = ExtensionKind(oid: oid)
    let critical = try parts.optional(.boolean)?.boolean("extension's critical")
    isCritical = critical ?? false
    writesDefault = critical == false
    value = try parts.next(.octetString, "value").octets(of: "extension's value")
    try parts.end()
  }

  /// The object identifier in dotted form.
  var oidText: String { ObjectIdentifierText.text(ofContent: oid) }
}
