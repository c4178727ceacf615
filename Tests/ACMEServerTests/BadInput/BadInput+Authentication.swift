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
    BadInput("A deactivated account", 401, .unauthorized, mention: "deactivated") {
      try await $0.former.request(Applicant.newOrder(["a.example"]), to: "/acme/new-order")
    },
    BadInput("A deactivated account's key", 401, .unauthorized, mention: "deactivated") {
      var former = $0.former
      former.account = nil
      return try await former.request("{}", to: "/acme/new-account")
    },
  ]

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
