import ACMEProtocol
import Conformance
import Foundation
import SwiftASN1
import X509

/// Keys whose private halves can be found, or that are no keys (RFC 8555 §6.7, `badPublicKey`).
extension BadInput {
  static let weakKeys: [BadInput] = [
    weakKey("a small factor", "Golden/factor-751", mention: "divisible by 751"),
    weakKey("neighbouring primes", "Golden/fermat-neighbours-2048", mention: "Fermat's method"),
    weakKey("a prime squared", "Golden/fermat-square", mention: "Fermat's method"),
    weakKey("ROCA", "Golden/roca", mention: "CVE-2017-15361"),
    weakKey("Debian's OpenSSL", "Debian/key", mention: "CVE-2008-0166"),
    accountKey("the account's own key", \.owner), accountKey("another account's key", \.stranger),
    accountKey("a deactivated account's key", \.former),
    csr("a key of no kind", .badPublicKey, mention: "1.2.3.4") {
      try request(for: publicKey(of: [1, 2, 3, 4], bits: [0]))
    },
    csr("an empty RSA key", .badPublicKey, mention: "cannot be read") {
      try request(for: publicKey(of: .AlgorithmIdentifier.rsaEncryption, bits: []))
    },
  ]

  private static func weakKey(_ name: String, _ file: String, mention: String) -> BadInput {
    csr("a key of \(name)", .badPublicKey, mention: mention) {
      let path = "Tests/IssuancePolicyTests/Keys/\(file).pem"
      let text = try String(
        contentsOf: RenderedPage.repository.appending(path: path), encoding: .utf8)
      let pem = text.split(separator: "\n").drop { !$0.hasPrefix("---") }.joined(separator: "\n")
      return try request(for: PEMDocument(pemString: pem).derBytes)
    }
  }

  /// RFC 8555 §11.1.
  private static func accountKey(
    _ name: String, _ account: @escaping @Sendable (Scene) -> Applicant
  ) -> BadInput {
    BadInput("CSR: \(name)", 400, .badCSR, mention: "the key of an account") { scene in
      guard case .p256(let key) = account(scene).signer.key else { throw UnknownKey() }
      return try await scene.finalize(
        csr: SigningRequest(names: ["ready.example"])
          .derBytes(signedBy: Certificate.PrivateKey(key)))
    }
  }

  private struct UnknownKey: Error {}

  /// A request under a key that can't sign one: the key's faults are told before the signature's.
  private static func request(for spki: [UInt8]) throws -> [UInt8] {
    var request = DER.Serializer()
    try request.appendConstructedNode(identifier: .sequence) { request in
      try request.appendConstructedNode(identifier: .sequence) { info in
        try info.serialize(0)
        try info.serialize(DistinguishedName())
        info.serializeRawBytes(spki)
        info.appendConstructedNode(
          identifier: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
        ) { _ in }
      }
      try request.appendConstructedNode(identifier: .sequence) { algorithm in
        try algorithm.serialize(ASN1ObjectIdentifier.AlgorithmIdentifier.sha256WithRSAEncryption)
        try algorithm.serialize(ASN1Null())
      }
      try request.serialize(ASN1BitString(bytes: [1]))
    }
    return request.serializedBytes
  }

  private static func publicKey(
    of algorithm: ASN1ObjectIdentifier, bits: ArraySlice<UInt8>
  ) throws -> [UInt8] {
    var key = DER.Serializer()
    try key.appendConstructedNode(identifier: .sequence) { key in
      try key.appendConstructedNode(identifier: .sequence) { identifier in
        try identifier.serialize(algorithm)
        try identifier.serialize(ASN1Null())
      }
      try key.serialize(ASN1BitString(bytes: bits))
    }
    return key.serializedBytes
  }
}
