import ACMEProtocol
import AuthorityModel
import Crypto
import HummingbirdTesting
import SwiftASN1
import X509

/// A certificate and its private key, as whoever serves with it has them.
struct HeldCertificate: Sendable {
  let derBytes: [UInt8]
  /// Signs requests with the certificate's key.
  let signer: JWSSigner

  /// Somebody who knows the key and has no account.
  func holder(at client: any TestClientProtocol) -> Applicant {
    Applicant(client: client, signer: signer)
  }

  var serial: SerialNumber? {
    get throws {
      SerialNumber(bytes: Array(try Certificate(derEncoded: derBytes).serialNumber.bytes))
    }
  }

  var key: KeyFingerprint {
    KeyFingerprint(ofSubjectPublicKeyInfo: signer.publicKey.subjectPublicKeyInfo)
  }

  /// The payload that asks for its revocation.
  func revocation(because reason: String? = nil) -> String {
    let certificate = #""certificate":"\#(Base64URL.encode(derBytes))""#
    return "{\(certificate)\(reason.map { #","reason":\#($0)"# } ?? "")}"
  }
}

extension Applicant {
  init(client: any TestClientProtocol, signer: JWSSigner) {
    self.client = client
    self.signer = signer
  }

  /// A new certificate, for a key that may have others.
  func certificate(
    for names: [String], key: P256.Signing.PrivateKey = .init()
  ) async throws -> HeldCertificate {
    let order = try await decidedOrder(for: names)
    let csr = try SigningRequest(names: names).derBytes(signedBy: Certificate.PrivateKey(key))
    let answer = try await post(Self.finalize(csr), at: order.resource.finalize)
    let finalized: OrderResource = try answer.resource()
    guard let url = finalized.certificate else { throw UnexpectedAnswer(answer) }
    return HeldCertificate(
      derBytes: try await Self.leaf(of: post(at: url)), signer: try JWSSigner(key: .p256(key)))
  }

  /// The first certificate of a chain that was downloaded.
  static func leaf(of answer: Answer) throws -> [UInt8] {
    guard let leaf = try PEMDocument.parseMultiple(pemString: answer.text).first else {
      throw UnexpectedAnswer(answer)
    }
    return leaf.derBytes
  }

  func revoke(_ certificate: HeldCertificate, because reason: String? = nil) async throws -> Answer
  {
    try await post(certificate.revocation(because: reason), to: "/acme/revoke-cert")
  }
}
