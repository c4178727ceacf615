internal import CertificateFormats
internal import SwiftASN1

/// The parts of a SubjectPublicKeyInfo that decide whether the key is of a kind we certify.
///
/// - Note: RFC 3279 §2.3.1 (RSA), RFC 5480 §2 (elliptic curves).
struct KeyStructure {
  private let algorithm: ASN1ObjectIdentifier
  private let parameters: ASN1Node?
  private let key: ArraySlice<UInt8>

  init(derBytes: [UInt8]) throws(KeyError) {
    do {
      (algorithm, parameters, key) = try DER.sequence(
        DER.parse(derBytes), identifier: .sequence
      ) { nodes in
        guard let identifier = nodes.next() else {
          throw ParsingFault("the key names no algorithm")
        }
        let (oid, parameters) = try DER.sequence(identifier, identifier: .sequence) { inner in
          (try ASN1ObjectIdentifier(derEncoded: &inner), inner.next())
        }
        return (oid, parameters, try ASN1BitString(derEncoded: &nodes).bytes)
      }
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }

  func kind() throws(KeyError) -> AcceptedKey.Kind {
    switch algorithm {
    case .AlgorithmIdentifier.idEcPublicKey: try curve()
    case .AlgorithmIdentifier.rsaEncryption: .rsa(bits: try checkedModulusBits())
    default: throw .algorithm(oid: "\(algorithm)")
    }
  }

  private func curve() throws(KeyError) -> AcceptedKey.Kind {
    // RFC 5480 §2.1.1: the curve is named; explicit parameters must not be used.
    guard let parameters, let oid = try? ASN1ObjectIdentifier(derEncoded: parameters) else {
      throw .curve(oid: "given by explicit parameters")
    }
    switch oid {
    case .NamedCurves.secp256r1: return .p256
    case .NamedCurves.secp384r1: return .p384
    default: throw .curve(oid: "\(oid)")
    }
  }

  private func checkedModulusBits() throws(KeyError) -> Int {
    let (modulus, exponent) = try rsaIntegers()
    let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    guard [2048, 3072, 4096].contains(bits) else { throw .modulus(bits: bits) }
    guard let last = modulus.last, last & 1 == 1 else { throw .evenModulus }
    guard exponent.count <= 4 else { throw .exponent }
    let value = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard value >= 65_537, value & 1 == 1 else { throw .exponent }
    return bits
  }

  /// Modulus and exponent, without leading zeros.
  private func rsaIntegers() throws(KeyError) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    do {
      return try DER.sequence(DER.parse(key), identifier: .sequence) { nodes in
        (try Self.magnitude(nodes.next()), try Self.magnitude(nodes.next()))
      }
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }

  /// The octets of a positive INTEGER, leading zeros left out.
  ///
  /// Read by hand, because swift-asn1 drops the octet that tells a positive number from a negative.
  private static func magnitude(_ node: ASN1Node?) throws -> ArraySlice<UInt8> {
    guard let node, node.identifier == .integer, case .primitive(let octets) = node.content,
      let first = octets.first, first & 0x80 == 0
    else {
      throw ParsingFault("a positive number is missing from the RSA key")
    }
    return octets.drop { $0 == 0 }
  }
}
