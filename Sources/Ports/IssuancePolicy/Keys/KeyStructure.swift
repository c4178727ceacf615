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

  /// A key of an algorithm, curve and size that we certify.
  enum Content {
    case p256
    case p384
    case rsa(RSANumbers)

    var kind: AcceptedKey.Kind {
      switch self {
      case .p256: .p256
      case .p384: .p384
      case .rsa(let numbers): .rsa(bits: numbers.bits)
      }
    }
  }

  func content() throws(KeyError) -> Content {
    switch algorithm {
    case .AlgorithmIdentifier.idEcPublicKey: return try curve()
    case .AlgorithmIdentifier.rsaEncryption:
      let (modulus, exponent) = try rsaIntegers()
      return .rsa(try RSANumbers(modulus: modulus, exponent: exponent))
    default: throw .algorithm(oid: "\(algorithm)")
    }
  }

  private func curve() throws(KeyError) -> Content {
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
