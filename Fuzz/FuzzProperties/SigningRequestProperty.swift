import CertificateFormats
import Crypto
import IssuancePolicy
import SwiftASN1
import X509

/// An accepted request has just the names of the order, each in its only form, and an accepted key.
enum SigningRequestProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    try check(request: bytes)
    try checkNames(in: bytes)
  }

  private static func check(request: [UInt8]) throws(Violation) {
    // The names of the seeds.
    let ordered = Set(["a.example", "b.example"].compactMap { try? DomainName($0) })
    guard let accepted = try? CSRCheck(keys: KeyPolicy()).acceptedRequest(request, for: ordered)
    else { return }
    try require(Set(accepted.names) == ordered, "accepted for \(accepted.names)")
    guard let key = try? AcceptedKey(spki: accepted.spkiDER, policy: KeyPolicy()) else {
      throw Violation("the accepted key is refused")
    }
    try require(key == accepted.key, "the accepted key changed")
    guard let parsed = try? CertificateSigningRequest(derEncoded: request) else {
      throw Violation("swift-certificates refuses it")
    }
    try require(parsed.publicKey == key.info.key, "the key is another")
  }

  /// The bytes as names, one a line, in a request that is well made and signed.
  private static func checkNames(in bytes: [UInt8]) throws(Violation) {
    let texts = bytes.split(separator: UInt8(ascii: "\n")).prefix(8).map {
      String(decoding: $0, as: UTF8.self)
    }
    let names = texts.compactMap { try? DomainName($0) }
    guard !texts.isEmpty, let request = try? Self.request(naming: texts) else { return }
    let accepted = try? CSRCheck(keys: KeyPolicy()).acceptedRequest(request, for: Set(names))
    if names.count < texts.count {
      try require(accepted == nil, "a request with a bad name is taken: \(texts)")
    } else {
      try require(accepted != nil, "a good request is refused: \(texts)")
      try require(accepted.map { Set($0.names) } == Set(names), "other names were taken: \(texts)")
    }
  }

  private static func request(naming names: [String]) throws -> [UInt8] {
    let request = try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName(),
      privateKey: Certificate.PrivateKey(P256.Signing.PrivateKey()),
      attributes: CertificateSigningRequest.Attributes([
        .init(
          ExtensionRequest(
            extensions: Certificate.Extensions {
              SubjectAlternativeNames(names.map { .dnsName($0) })
            }))
      ]))
    var serializer = DER.Serializer()
    try serializer.serialize(request)
    return serializer.serializedBytes
  }
}
