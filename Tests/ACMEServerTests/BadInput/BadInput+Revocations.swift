import ACMEProtocol
import AuthorityModel
import CertificateFormats
import Crypto
import IssuancePolicy
import Signing
import SwiftASN1
import X509

/// Certificates that can't be revoked, or not by whoever asks (RFC 8555 §7.6).
extension BadInput {
  static let revocations: [BadInput] = [
    payload("empty", "", mention: "payload is empty"),
    payload("no certificate", "{}", mention: "'certificate' is missing"),
    payload("a null certificate", #"{"certificate":null}"#, mention: "'certificate' is"),
    payload("a certificate in a list", #"{"certificate":["AA"]}"#, mention: "wrong JSON type"),
    payload("a padded certificate", #"{"certificate":"MA=="}"#, mention: "padding"),
    payload("base64 of the other alphabet", #"{"certificate":"MIIB/w"}"#, mention: "offset 4"),
    payload("no bytes", #"{"certificate":""}"#, mention: "no certificate in DER"),
    payload("garbage", #"{"certificate":"3q2-7w"}"#, mention: "no certificate in DER"),
    revocation("a trailing byte", mention: "no certificate in DER") { $0 + [0] },
    revocation("a byte too few", mention: "it ends too early") { $0.dropLast() },
    revocation("PEM in place of DER", mention: "no certificate in DER") {
      Array(PEM.text(certificates: [$0]).utf8)
    },
    revocation("a CSR", mention: "no certificate in DER") { _ in
      try SigningRequest(names: ["valid.example"])
        .derBytes(signedBy: Certificate.PrivateKey(P256.Signing.PrivateKey()))
    },
    reason("-1", "-1 is no reason"), reason("2", "2 is no reason"), reason("6", "6 is no reason"),
    reason("7", "7 is no reason"), reason("8", "8 is no reason"), reason("10", "10 is no reason"),
    reason("9223372036854775808", "The number given"), reason("1e99", "The number given"),
    reason("9", "9 (privilegeWithdrawn) is for the CA's operator"),
    reason(#""1""#, "wrong JSON type", .malformed), reason("[1]", "wrong JSON type", .malformed),
    reason("true", "wrong JSON type", .malformed),
    denied("by an account that didn't order it") { ($0.stranger, try await $0.leaf()) },
    denied("by a key that isn't its own") { scene in
      var stranger = scene.stranger
      stranger.account = nil
      return (stranger, try await scene.leaf())
    },
    denied("by its account's key without the account") { scene in
      var owner = scene.owner
      owner.account = nil
      return (owner, try await scene.leaf())
    },
    denied("of another CA") { ($0.owner, try await otherAuthoritysLeaf()) },
    denied("forged, with a serial number of ours") { scene in
      let ours = try Certificate(derEncoded: try await scene.leaf())
      return (
        scene.owner, try await otherAuthoritysLeaf(serial: Array(ours.serialNumber.bytes))
      )
    },
    denied("with a signature of other bytes") { scene in
      var bytes = try await scene.leaf()
      bytes[bytes.count - 1] ^= 1
      return (scene.owner, bytes)
    },
    BadInput("A certificate revoked twice", 400, .alreadyRevoked, mention: "(superseded)") {
      let certificate = try await $0.leaf()
      let first = try await $0.owner.post(revocation(certificate, "4"), to: "/acme/revoke-cert")
      guard first.status == 200 else { throw UnexpectedAnswer(first) }
      return try await $0.owner.request(revocation(certificate, "1"), to: "/acme/revoke-cert")
    },
    BadInput("A certificate revoked by a deactivated account", 401, .unauthorized, mention: "") {
      try await $0.former.request(revocation(try await $0.leaf()), to: "/acme/revoke-cert")
    },
  ]

  private static func payload(_ name: String, _ payload: String, mention: String) -> BadInput {
    BadInput("revokeCert: \(name)", mention: mention) {
      try await $0.owner.request(payload, to: "/acme/revoke-cert")
    }
  }

  private static func revocation(
    _ name: String, mention: String, _ spoil: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) -> BadInput {
    BadInput("revokeCert: \(name)", mention: mention) {
      try await $0.owner.request(
        revocation(try spoil(try await $0.leaf())), to: "/acme/revoke-cert")
    }
  }

  private static func reason(
    _ text: String, _ mention: String, _ type: ProblemType = .badRevocationReason
  ) -> BadInput {
    BadInput("A revocation because of \(text)", 400, type, mention: mention) {
      try await $0.owner.request(revocation(try await $0.leaf(), text), to: "/acme/revoke-cert")
    }
  }

  private static func denied(
    _ name: String, _ make: @escaping @Sendable (Scene) async throws -> (Applicant, [UInt8])
  ) -> BadInput {
    BadInput("A revocation \(name)", 403, .unauthorized, mention: "may revoke") { scene in
      let (applicant, certificate) = try await make(scene)
      return try await applicant.request(revocation(certificate), to: "/acme/revoke-cert")
    }
  }

  private static func revocation(_ derBytes: [UInt8], _ reason: String? = nil) -> String {
    #"{"certificate":"\#(Base64URL.encode(derBytes))""#
      + (reason.map { #","reason":\#($0)"# } ?? "") + "}"
  }

  /// A leaf for valid.example that another CA of the same name issued.
  static func otherAuthoritysLeaf(serial: [UInt8] = [0x40, 1, 2, 3]) async throws -> [UInt8] {
    let other = try await TestHierarchy(at: TestAuthority.now)
    guard let profile = CertificateProfile(name: "default", validity: .seconds(86_400)),
      let serial = SerialNumber(bytes: serial),
      let request = AcceptedRequest(
        key: try AcceptedKey(accepted: JWSSigner().publicKey.subjectPublicKeyInfo),
        names: [try DomainName("valid.example")])
    else { throw TestHierarchy.Unusable() }
    let template = try LeafTemplate(
      profile: profile, issuer: try IssuerDescription(certificate: other.intermediate),
      publication: IssuerPublication(of: "r1", below: "http://ca.example"))
    let tbs = try template.tbs(for: request, serial: serial, at: TestAuthority.now.date).derBytes
    return SignedCertificate(
      tbs: tbs, algorithm: other.intermediateKey.algorithm,
      signature: try await other.intermediateKey.signature(for: tbs)
    ).derBytes
  }
}

extension Scene {
  /// The owner's certificate.
  func leaf() async throws -> [UInt8] {
    try Applicant.leaf(of: try await owner.post(to: certificatePath))
  }
}
