internal import CertificateFormats
internal import SwiftASN1

/// A distinguished name as it is written (RFC 5280 §4.1.2.4).
struct NameReading {
  /// One attribute, and how its value is encoded.
  struct Attribute {
    let type: ArraySlice<UInt8>
    let kind: AttributeKind?
    let encoding: ASN1Identifier
    let value: ArraySlice<UInt8>

    var text: String { String(decoding: value, as: UTF8.self) }
  }

  /// The DER of the whole name.
  let bytes: ArraySlice<UInt8>
  let attributes: [Attribute]
  /// Whether an RDN holds several attributes, which stand in no order that all readers agree on.
  let hasMultipleInOne: Bool

  var isEmpty: Bool { attributes.isEmpty }

  init(_ node: ASN1Node, _ name: StaticString) throws(ParsingFault) {
    bytes = node.encodedBytes
    var attributes: [Attribute] = []
    var hasMultipleInOne = false
    var names = try PartReader(node, of: name)
    while let element = names.next() {
      var members = try PartReader(element, as: .set, of: "relative distinguished name")
      let before = attributes.count
      while let member = members.next() {
        var parts = try PartReader(member, of: "attribute of a name")
        let type = try parts.next(.objectIdentifier, "type").octets(of: "attribute's type")
        guard let value = parts.next() else {
          throw ParsingFault("an attribute of the \(name) has no value")
        }
        try parts.end()
        attributes.append(
          Attribute(
            type: type, kind: AttributeKind(type: type), encoding: value.identifier,
            value: try value.octets(of: "attribute's value")))
      }
      guard attributes.count > before else {
        throw ParsingFault("a relative distinguished name of the \(name) is empty")
      }
      hasMultipleInOne = hasMultipleInOne || attributes.count > before + 1
    }
    self.attributes = attributes
    self.hasMultipleInOne = hasMultipleInOne
  }
}

/// The attributes that the Baseline Requirements §7.1.4.2 know, in the order in which they must stand.
enum AttributeKind: Int, CaseIterable {
  case domainComponent
  case countryName, stateOrProvinceName, localityName, postalCode, streetAddress, organizationName
  case surname, givenName, organizationalUnitName, commonName

  init?(type: ArraySlice<UInt8>) {
    guard let kind = Self.allCases.first(where: { type.elementsEqual($0.type) }) else { return nil }
    self = kind
  }

  /// The content octets of the attribute's object identifier.
  var type: [UInt8] {
    switch self {
    case .domainComponent: [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19]
    case .countryName: [0x55, 0x04, 0x06]
    case .stateOrProvinceName: [0x55, 0x04, 0x08]
    case .localityName: [0x55, 0x04, 0x07]
    case .postalCode: [0x55, 0x04, 0x11]
    case .streetAddress: [0x55, 0x04, 0x09]
    case .organizationName: [0x55, 0x04, 0x0a]
    case .surname: [0x55, 0x04, 0x04]
    case .givenName: [0x55, 0x04, 0x2a]
    case .organizationalUnitName: [0x55, 0x04, 0x0b]
    case .commonName: [0x55, 0x04, 0x03]
    }
  }

  /// In characters, as X.520 bounds them.
  var longest: Int {
    switch self {
    case .countryName: 2
    case .postalCode: 40
    case .domainComponent: 63
    case .organizationName, .surname, .givenName, .organizationalUnitName, .commonName: 64
    case .stateOrProvinceName, .localityName, .streetAddress: 128
    }
  }

  func allows(_ encoding: ASN1Identifier) -> Bool {
    switch self {
    case .domainComponent: encoding == .ia5String
    case .countryName: encoding == .printableString
    case .stateOrProvinceName, .localityName, .postalCode, .streetAddress, .organizationName,
      .surname, .givenName, .organizationalUnitName, .commonName:
      encoding == .utf8String || encoding == .printableString
    }
  }

  var mayRepeat: Bool { self == .domainComponent || self == .streetAddress }
}
