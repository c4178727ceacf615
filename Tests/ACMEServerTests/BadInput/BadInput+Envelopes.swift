import HTTPTypes
import ACMEProtocol

/// What is wrong with the JWS around a request (RFC 8555 §6.2).
extension BadInput {
  static let bodies: [BadInput] = [
    body("No body", "", mention: "body is not a JSON object"),
    body("Cut-off JSON", #"{"protected":"#, mention: "body is not JSON"),
    body("A list", "[]", mention: "body is not a JSON object"),
    body("No members", "{}", mention: "protected is missing"),
    BadInput("A payload that isn't base64url", mention: "payload is not base64url") { scene in
      try await scene.newOrder().replacing(#""payload":""#, by: #""payload":"!!"#)
    },
    BadInput("A padded payload", mention: "payload is not base64url") { scene in
      try await scene.newOrder().replacing(#""payload":""#, by: #""payload":"e30=","x":""#)
    },
    BadInput("A payload with foreign characters", mention: "payload is not base64url") { scene in
      try await scene.newOrder().replacing(#""payload":""#, by: #""payload":"+/"#)
    },
    BadInput("An unprotected header", mention: "header is not allowed") { scene in
      try await scene.newOrder().replacing(#"{"protected""#, by: #"{"header":{},"protected""#)
    },
    BadInput("A signature by another key", 403, .unauthorized, mention: "does not verify") {
      var impostor = $0.stranger
      impostor.account = $0.owner.account
      return try await impostor.request("{}", to: "/acme/new-order")
    },
    BadInput("A payload changed afterwards", 403, .unauthorized, mention: "does not verify") {
      try await $0.newOrder().replacing(#""payload":""#, by: #""payload":"AAAA"#)
    },
    BadInput("A payload that isn't JSON", mention: "the payload is not JSON") {
      try await $0.newOrder("{")
    },
    BadInput("A payload of 20,000 brackets", mention: "the payload is not a JSON object") {
      try await $0.newOrder(String(repeating: "[", count: 20_000))
    },
    BadInput("A body of one byte too many", 413, mention: "larger than 65536 bytes") { scene in
      var request = try await scene.newOrder()
      request.body += Array(repeating: 0x20, count: 64 * 1024 + 1 - request.body.count)
      return request
    },
    BadInput("No Content-Type", 415, mention: "Content-Type is missing") { scene in
      var request = try await scene.newOrder()
      request.headers = [:]
      return request
    },
    contentType("application/json"), contentType("application/jose"), contentType(""),
    contentType("text/plain; application/jose+json"), contentType("application/jose +json"),
    contentType("application/jose+json, application/json"),
  ]

  static let headers: [BadInput] = [
    BadInput("No alg", mention: "alg is missing") { try await $0.newOrder { $0["alg"] = nil } },
    algorithm("none"), algorithm("HS256"), algorithm("RS1"), algorithm("es256"),
    BadInput("alg of another key", 400, .badSignatureAlgorithm, mention: "alg 'ES384'") {
      try await $0.newOrder { $0["alg"] = "ES384" }
    },
    BadInput("A critical extension", mention: "crit is not allowed") {
      try await $0.newOrder { $0.members["crit"] = #"["b64"]"# }
    },
  ]

  private static func body(_ name: String, _ text: String, mention: String) -> BadInput {
    BadInput(name, mention: mention) { _ in
      RawRequest(path: "/acme/new-order", body: Array(text.utf8))
    }
  }

  private static func contentType(_ value: String) -> BadInput {
    BadInput("Content-Type \(value)", 415, mention: "must be \"application/jose+json\"") { scene in
      var request = try await scene.newOrder()
      request.headers[.contentType] = value
      return request
    }
  }

  private static func algorithm(_ name: String) -> BadInput {
    BadInput("alg \(name)", 400, .badSignatureAlgorithm, mention: "alg '\(name)'") {
      try await $0.newOrder { $0["alg"] = name }
    }
  }
}

extension RawRequest {
  /// The request with another text in place of the first such one in its body.
  func replacing(_ old: String, by new: String) -> RawRequest {
    var request = self
    let text = String(decoding: body, as: UTF8.self)
    guard let range = text.firstRange(of: old) else { return self }
    request.body = Array(text.replacingCharacters(in: range, with: new).utf8)
    return request
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
