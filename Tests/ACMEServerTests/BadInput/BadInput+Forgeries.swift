import ACMEProtocol
import Crypto

/// Requests by somebody who does not hold the key, and tries to make the server take another for it.
///
/// Keys come from `jwk` and from accounts only: certificates and URLs of keys are passed over, and
/// nothing is fetched (RFC 7515 §4.1, RFC 8555 §6.2).
extension BadInput {
  static let forgeries: [BadInput] = [
    BadInput("No alg and no signature", 400, .badSignatureAlgorithm, mention: "alg 'none'") {
      scene in
      try await scene.forged(#""alg":"none""#) { _ in [] }
    },
    BadInput("A MAC by the public key", 400, .badSignatureAlgorithm, mention: "alg 'HS256'") {
      scene in
      try await scene.forged(#""alg":"HS256""#) { input in
        let secret = SymmetricKey(data: scene.owner.signer.publicKey.canonicalJSON)
        return Array(HMAC<SHA256>.authenticationCode(for: input, using: secret))
      }
    },
    BadInput("A MAC by the public key's DER", 400, .badSignatureAlgorithm, mention: "'HS512'") {
      scene in
      try await scene.forged(#""alg":"HS512""#) { input in
        let secret = SymmetricKey(data: scene.owner.signer.publicKey.subjectPublicKeyInfo)
        return Array(HMAC<SHA512>.authenticationCode(for: input, using: secret))
      }
    },
    foreignKey("in a certificate (x5c)", #""x5c":["MIIB"]"#),
    foreignKey("at a URL (jku)", #""jku":"http://127.0.0.1:1/keys""#),
    foreignKey("in a certificate at a URL (x5u)", #""x5u":"http://127.0.0.1:1/certificate""#),
    foreignKey("by thumbprint (x5t#S256)", #""x5t#S256":"AAAA""#),
    BadInput("A certificate for a key", mention: "names no key") { scene in
      try await scene.newOrder { header in
        header["kid"] = nil
        header.members["x5c"] = #"["MIIB"]"#
      }
    },
    BadInput("A signature in DER", 403, .unauthorized, mention: "does not verify") { scene in
      try await scene.forged(#""alg":"ES256""#) { input in
        guard case .p256(let key) = scene.owner.signer.key else { return [] }
        return Array(try key.signature(for: input).derRepresentation)
      }
    },
    BadInput("A signature of zeros", 403, .unauthorized, mention: "does not verify") { scene in
      try await scene.forged(#""alg":"ES256""#) { _ in [UInt8](repeating: 0, count: 64) }
    },
    BadInput(
      "A signature whose s is the order's complement with r = 0", 403, .unauthorized,
      mention: "does not verify"
    ) { scene in
      try await scene.forged(#""alg":"ES256""#) { _ in
        [UInt8](repeating: 0, count: 32) + [UInt8](repeating: 0xff, count: 32)
      }
    },
    BadInput("A request to another resource", 403, .unauthorized, mention: "was signed") {
      var request = try await $0.newOrder()
      request.path = $0.accountPath
      return request
    },
  ]

  /// A newOrder in the owner's name that a stranger has signed, pointing to his own key.
  private static func foreignKey(_ name: String, _ member: String) -> BadInput {
    BadInput("Another key \(name)", 403, .unauthorized, mention: "does not verify") { scene in
      try await scene.stranger.request(
        to: "/acme/new-order", payload: Array(Applicant.newOrder(["a.example"]).utf8)
      ) { Array((scene.header(nonce: $0).dropLast() + ",\(member)}").utf8) }
    }
  }
}

extension Scene {
  /// A newOrder of the owner's with this `alg`, and any signature.
  fileprivate func forged(
    _ algorithm: String, signature: ([UInt8]) throws -> [UInt8]
  ) async throws -> RawRequest {
    let header = header(nonce: try await client.nonce())
      .split(separator: ",", maxSplits: 1)
    let protected = Base64URL.encode(Array("{\(algorithm),\(header[1])".utf8))
    let payload = Base64URL.encode(Array(Applicant.newOrder(["a.example"]).utf8))
    let signature = Base64URL.encode(try signature(Array("\(protected).\(payload)".utf8)))
    return RawRequest(
      path: "/acme/new-order",
      body: Array(
        #"{"protected":"\#(protected)","payload":"\#(payload)","signature":"\#(signature)"}"#.utf8))
  }
}
