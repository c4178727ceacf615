import ACMEProtocol

/// Nonces, URLs and keys that don't prove who asks for what (RFC 8555 §6.2 to §6.5).
extension BadInput {
  static let nonces: [BadInput] = [
    BadInput("No nonce", 400, .badNonce, mention: "nonce is missing") {
      try await $0.newOrder { $0["nonce"] = nil }
    },
    BadInput("A nonce that isn't base64url", mention: "nonce is not base64url") {
      try await $0.newOrder { $0["nonce"] = "n=" }
    },
    BadInput("A short nonce", 400, .badNonce, mention: "unknown, expired or used") {
      try await $0.newOrder { $0["nonce"] = "AAAA" }
    },
    BadInput("A forged nonce", 400, .badNonce, mention: "unknown, expired or used") {
      try await $0.newOrder { header in
        let nonce = header["nonce"] ?? ""
        header["nonce"] = nonce.dropFirst().dropLast(9) + "AAAAAAAA"
      }
    },
    BadInput("A nonce of another server", 400, .badNonce, mention: "unknown, expired or used") {
      try await $0.newOrder { $0["nonce"] = ReplayNonces().issue() }
    },
    BadInput("A nonce of 20,000 characters", 400, .badNonce, mention: "unknown, expired or used") {
      try await $0.newOrder { $0["nonce"] = String(repeating: "A", count: 20_000) }
    },
    BadInput("An empty nonce", mention: "nonce is empty") {
      try await $0.newOrder { $0["nonce"] = "" }
    },
    BadInput("A nonce that is a number", mention: "nonce is not a string") {
      try await $0.newOrder { $0.members["nonce"] = "1e400" }
    },
    BadInput("A nonce spent by a request that failed", 400, .badNonce, mention: "or used") {
      scene in
      let good = try await scene.newOrder()
      var spoilt = good
      spoilt.path = "/acme/new-account"
      _ = try await scene.client.send(spoilt)
      return good
    },
    BadInput("A nonce used before", 400, .badNonce, mention: "unknown, expired or used") { scene in
      let request = try await scene.owner.request(to: scene.accountPath)
      _ = try await scene.client.send(request)
      return request
    },
  ]

  static let urls: [BadInput] = [
    url("another path", "https://ca.test:14000/acme/new-account"),
    url("another host", "https://evil.test:14000/acme/new-order"),
    url("another port", "https://ca.test/acme/new-order"),
    url("another scheme", "http://ca.test:14000/acme/new-order"),
    url("another case", "https://CA.test:14000/acme/new-order"),
    url("a slash more", "https://ca.test:14000/acme/new-order/"),
    url("a path alone", "/acme/new-order"),
    url("the port left out", "https://ca.test/acme/new-order"),
    url("a query", "https://ca.test:14000/acme/new-order?"),
    url("a fragment", "https://ca.test:14000/acme/new-order#"),
    url("a user", "https://ca.test@ca.test:14000/acme/new-order"),
    url("an escaped letter", "https://ca.test:14000/acme/new%2Dorder"),
    url("a dot segment", "https://ca.test:14000/acme/./new-order"),
    url("another case of the scheme", "HTTPS://ca.test:14000/acme/new-order"),
    BadInput("A url that is a list", mention: "url is not a string") {
      try await $0.newOrder { $0.members["url"] = "[\"https://ca.test:14000/acme/new-order\"]" }
    },
    BadInput("No url", mention: "url is missing") { try await $0.newOrder { $0["url"] = nil } },
    BadInput("A query that wasn't signed", 403, .unauthorized, mention: "was requested") {
      var request = try await $0.newOrder()
      request.path += "?a=b"
      return request
    },
  ]

  static let keys: [BadInput] = [
    BadInput("Neither jwk nor kid", mention: "names no key") {
      try await $0.newOrder { $0["kid"] = nil }
    },
    BadInput("Both jwk and kid", mention: "both 'jwk' and 'kid'") { scene in
      try await scene.newOrder { $0.members["jwk"] = "{}" }
    },
    BadInput("jwk where kid belongs", mention: "\"kid\"") { scene in
      var owner = scene.owner
      owner.account = nil
      return try await owner.request(Applicant.newOrder(["a.example"]), to: "/acme/new-order")
    },
    BadInput("jwk to read the directory", mention: "\"kid\"") {
      var owner = $0.owner
      owner.account = nil
      return try await owner.request(to: "/directory")
    },
    BadInput("kid where jwk belongs", mention: "\"jwk\"") {
      try await $0.owner.request("{}", to: "/acme/new-account")
    },
    BadInput("A symmetric key", 400, .badPublicKey, mention: "'oct'") {
      try await Applicant(client: $0.client).request("{}", to: "/acme/new-account") {
        $0.members["jwk"] = #"{"kty":"oct"}"#
      }
    },
    BadInput("A point that isn't on the curve", 400, .badPublicKey, mention: "") {
      let zeros = String(repeating: "A", count: 42) + "E"
      return try await Applicant(client: $0.client).request("{}", to: "/acme/new-account") {
        $0.members["jwk"] = #"{"kty":"EC","crv":"P-256","x":"\#(zeros)","y":"\#(zeros)"}"#
      }
    },
    kid("of no account", "https://ca.test:14000/acme/account/" + String(repeating: "0", count: 32)),
    kid("that is no account's", "https://ca.test:14000/acme/new-order"),
    kid("of another server", "https://evil.test/acme/account/" + String(repeating: "0", count: 32)),
    kid("that is no URL", "me"),
    kid("with another port", "https://ca.test/acme/account/" + String(repeating: "0", count: 32)),
    kid(
      "with another case", "https://CA.test:14000/acme/account/" + String(repeating: "0", count: 32)
    ),
    BadInput("A kid with a slash more", 400, .accountDoesNotExist, mention: "no account URL") {
      try await $0.newOrder { header in
        header.members["kid"] = header.members["kid"].map { String($0.dropLast()) + "/\"" }
      }
    },
    BadInput("A kid with a NUL", 400, .accountDoesNotExist, mention: "no account URL") {
      try await $0.newOrder { header in
        header.members["kid"] = header.members["kid"].map { String($0.dropLast()) + "\\u0000\"" }
      }
    },
    BadInput("An account of another key", 403, .unauthorized, mention: "does not verify") {
      var stranger = $0.stranger
      stranger.account = $0.owner.account
      return try await stranger.request(to: $0.accountPath)
    },
    BadInput("An account that was revoked", 401, .unauthorized, mention: "revoked") {
      try await $0.banned.request(to: Scene.path(of: $0.banned.account ?? ""))
    },
    BadInput("The key of an account that was revoked", 401, .unauthorized, mention: "revoked") {
      var banned = $0.banned
      banned.account = nil
      return try await banned.request("{}", to: "/acme/new-account")
    },
    BadInput(
      "Another's order, asked for by who was deactivated", 401, .unauthorized, mention: "dea"
    ) {
      try await $0.former.request(to: $0.orderPath)
    },
    key("RSA of 1024 bits", weakModulus, mention: "1024 bits"),
    key("RSA with exponent 1", #"{"kty":"RSA","e":"AQ","n":"\#(modulus)"}"#, mention: "'e'"),
    key(
      "RSA with an even modulus", #"{"kty":"RSA","e":"AQAB","n":"\#(evenModulus)"}"#,
      mention: "even"),
    key("P-521", #"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#, mention: "'P-521'"),
    key("X25519", #"{"kty":"OKP","crv":"X25519","x":"AA"}"#, mention: "'X25519'"),
    key(
      "Ed25519 with a point of small order",
      #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.encode([UInt8](repeating: 0, count: 32)))"}"#,
      mention: "small order"),
    key("a private key", #"{"kty":"EC","crv":"P-256","x":"","y":"","d":"AA"}"#, mention: "private"),
    BadInput("A deactivated account", 401, .unauthorized, mention: "deactivated") {
      try await $0.former.request(Applicant.newOrder(["a.example"]), to: "/acme/new-order")
    },
    BadInput("A deactivated account's key", 401, .unauthorized, mention: "deactivated") {
      var former = $0.former
      former.account = nil
      return try await former.request("{}", to: "/acme/new-account")
    },
  ]

  private static let modulus = Base64URL.encode([UInt8](repeating: 0xff, count: 256))
  private static let evenModulus = Base64URL.encode([UInt8](repeating: 0xfe, count: 256))
  private static let weakModulus =
    #"{"kty":"RSA","e":"AQAB","n":"\#(Base64URL.encode([UInt8](repeating: 0xff, count: 128)))"}"#

  private static func key(_ name: String, _ jwk: String, mention: String) -> BadInput {
    BadInput("A key: \(name)", 400, .badPublicKey, mention: mention) {
      try await Applicant(client: $0.client).request("{}", to: "/acme/new-account") {
        $0.members["jwk"] = jwk
      }
    }
  }

  private static func url(_ name: String, _ text: String) -> BadInput {
    BadInput("A url of \(name)", 403, .unauthorized, mention: "'\(text)' was signed") {
      try await $0.newOrder { $0["url"] = text }
    }
  }

  private static func kid(_ name: String, _ text: String) -> BadInput {
    BadInput("A kid \(name)", 400, .accountDoesNotExist, mention: "\"\(text)\" is no account URL") {
      try await $0.newOrder { $0["kid"] = text }
    }
  }
}
