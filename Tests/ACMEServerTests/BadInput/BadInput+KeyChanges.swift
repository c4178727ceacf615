import ACMEProtocol

/// Key changes of which one part is wrong (RFC 8555 §7.3.5).
extension BadInput {
  static let keyChanges: [BadInput] =
    [
      BadInput("keyChange: empty", mention: "payload is empty") {
        try await $0.owner.request(to: KeyChange.path)
      },
      BadInput("keyChange: no JWS inside", mention: "inner JWS protected is missing") {
        try await $0.owner.request("{}", to: KeyChange.path)
      },
      BadInput("keyChange: by a bare key", mention: "\"kid\"") {
        var owner = $0.owner
        owner.account = nil
        return try await owner.request("{}", to: KeyChange.path)
      },
      BadInput("keyChange: by another's key", 403, .unauthorized, mention: "does not verify") {
        var thief = $0.stranger
        thief.account = $0.owner.account
        return try await KeyChange(of: thief, to: JWSSigner()).request
      },
      BadInput("keyChange: of a deactivated account", 401, .unauthorized, mention: "deactivated") {
        try await KeyChange(of: $0.former, to: JWSSigner()).request
      },
      BadInput("keyChange: two signatures inside", mention: "signatures is not allowed") {
        let change = try KeyChange(of: $0.owner, to: JWSSigner())
        let inner = String(decoding: try change.inner.dropLast(), as: UTF8.self)
        return try await $0.owner.request(inner + #","signatures":[]}"#, to: KeyChange.path)
      },
    ]
    + [
      change("a nonce inside", mention: "inner JWS nonce is not allowed") { change, _ in
        change.header["nonce"] = "AAAA"
      },
      change("no jwk inside", mention: "inner JWS protected names no key") { change, _ in
        change.header["jwk"] = nil
      },
      change("kid inside", mention: "has 'kid' where the new key's 'jwk' is due") { change, scene in
        change.header["jwk"] = nil
        change.header["kid"] = scene.owner.account
      },
      change("both inside", mention: "both 'jwk' and 'kid'") { change, scene in
        change.header["kid"] = scene.owner.account
      },
      change("alg none inside", .badSignatureAlgorithm, mention: "inner JWS alg 'none'") {
        change, _ in
        change.header["alg"] = "none"
      },
      change("crit inside", mention: "inner JWS crit is not allowed") { change, _ in
        change.header.members["crit"] = #"["exp"]"#
      },
      change("no url inside", mention: "inner JWS url is missing") { change, _ in
        change.header["url"] = nil
      },
      change("another url inside", 403, .unauthorized, mention: "differs from the outer") {
        change, _ in
        change.header["url"] = TestAuthority.externalURL + "/acme/new-order"
      },
      change("signed by another new key", 403, .unauthorized, mention: "inner JWS signature") {
        change, scene in
        change.innerSigner = scene.stranger.signer
      },
      change("signed by the old key", 403, .unauthorized, mention: "inner JWS signature") {
        change, scene in
        change.innerSigner = scene.owner.signer
      },
      change("a weak new key", .badPublicKey, mention: "1024 bits") { change, _ in
        let modulus = Base64URL.encode([UInt8](repeating: 0xff, count: 128))
        change.header.members["jwk"] = #"{"kty":"RSA","e":"AQAB","n":"\#(modulus)"}"#
      },
      change("a symmetric new key", .badPublicKey, mention: "'oct'") { change, _ in
        change.header.members["jwk"] = #"{"kty":"oct"}"#
      },
      change("no account", mention: "'account' is missing") { change, _ in
        change.object["account"] = nil
      },
      change("the account of another", 403, .unauthorized, mention: "not the account that signed") {
        change, scene in
        change.object["account"] = scene.stranger.account
      },
      change("the account with a slash more", 403, .unauthorized, mention: "not the account") {
        change, scene in
        change.object["account"] = scene.owner.account.map { $0 + "/" }
      },
      change("no oldKey", mention: "'oldKey' is missing") { change, _ in
        change.object["oldKey"] = nil
      },
      change("an oldKey that is none", mention: "'oldKey' is no key") { change, _ in
        change.object.members["oldKey"] = "{}"
      },
      change("the oldKey of another", 403, .unauthorized, mention: "'oldKey' is not the account's")
      {
        change, scene in
        change.object.members["oldKey"] = String(
          decoding: scene.stranger.signer.publicKey.canonicalJSON, as: UTF8.self)
      },
      change("another's key for the new one", 409, mention: "has the new key already") {
        change, scene in
        change = KeyChange(of: scene.owner, to: scene.stranger.signer)
      },
      change("the old key for the new one", 409, mention: "has the new key already") {
        change, scene in
        change = KeyChange(of: scene.owner, to: scene.owner.signer)
      },
      change("the key of a deactivated account", 409, mention: "has the new key already") {
        change, scene in
        change = KeyChange(of: scene.owner, to: scene.former.signer)
      },
    ]

  private static func change(
    _ name: String, _ status: Int = 400, _ type: ProblemType = .malformed, mention: String,
    _ spoil: @escaping @Sendable (inout KeyChange, Scene) throws -> Void
  ) -> BadInput {
    BadInput("keyChange: \(name)", status, type, mention: mention) {
      var change = try KeyChange(of: $0.owner, to: JWSSigner())
      try spoil(&change, $0)
      return try await change.request
    }
  }

  private static func change(
    _ name: String, _ type: ProblemType, mention: String,
    _ spoil: @escaping @Sendable (inout KeyChange, Scene) throws -> Void
  ) -> BadInput {
    change(name, 400, type, mention: mention, spoil)
  }
}
