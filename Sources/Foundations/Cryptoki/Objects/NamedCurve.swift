/// An elliptic curve by its object identifier (RFC 5480 §2.1.1.1).
package enum NamedCurve: String, Sendable, Hashable, CaseIterable {
  case p256
  case p384

  /// Reads `CKA_EC_PARAMS`: the DER of a namedCurve.
  init?(parameters: [UInt8]) {
    guard let curve = Self.allCases.first(where: { $0.parameters == parameters }) else {
      return nil
    }
    self = curve
  }

  /// The DER of the curve's OBJECT IDENTIFIER.
  var parameters: [UInt8] {
    switch self {
    case .p256: [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
    case .p384: [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22]
    }
  }

  /// The length of a coordinate, and of r and s in a raw signature.
  package var coordinateLengthInBytes: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    }
  }
}
