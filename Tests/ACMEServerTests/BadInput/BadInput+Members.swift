import ACMEProtocol

/// JSON whose members say two things, or more than anybody needs (RFC 7515 §4, RFC 8259 §4).
extension BadInput {
  static let members: [BadInput] = [
    BadInput("Two payloads", mention: "'payload' twice") {
      try await $0.newOrder().replacing(#"{"protected""#, by: #"{"payload":"","protected""#)
    },
    BadInput("Two signatures of one name", mention: "'signature' twice") {
      try await $0.newOrder().replacing(#"{"protected""#, by: #"{"signature":"","protected""#)
    },
    BadInput("The general form, of several signatures", mention: "signatures is not allowed") {
      try await $0.newOrder().replacing(#"{"protected""#, by: #"{"signatures":[{}],"protected""#)
    },
    BadInput("A detached payload", mention: "payload is missing") {
      try await $0.newOrder().replacing(#""payload""#, by: #""elsewhere""#)
    },
    header("alg twice", #""alg":"none""#, mention: "'alg' twice"),
    header("kid twice", #""kid":"https://ca.test:14000/acme/account/1""#, mention: "'kid' twice"),
    header("kid twice, once escaped", #""k\u0069d":"""#, mention: "'kid' twice"),
    header("jwk and kid", #""jwk":{"kty":"EC"}"#, mention: "both 'jwk' and 'kid'"),
    header("b64", #""b64":false"#, mention: "b64 is not allowed"),
    header("crit of what it has", #""crit":["url"]"#, mention: "crit is not allowed"),
    header("crit of nothing", #""crit":[]"#, mention: "crit is not allowed"),
    header(
      "1,000 brackets", #""a":"# + String(repeating: "[", count: 1000), mention: "nested deeper"),
    header(
      "a hundred members", (0..<100).map { "\"m\($0)\":0" }.joined(separator: ","),
      mention: "more than 64 members"),
    header("a number that is none", #""a":1e"#, mention: "out of place"),
    header("a number with a leading zero", #""a":01"#, mention: "out of place"),
    payload(
      "a member twice",
      #"{"identifiers":[{"type":"dns","value":"a.example"}],"identifiers":[]}"#,
      mention: "'identifiers' twice"),
    payload(
      "a member of an identifier twice",
      #"{"identifiers":[{"type":"dns","value":"a.example","value":"b.example"}]}"#,
      mention: "'value' twice"),
    payload(
      "1,000 brackets", #"{"a":"# + String(repeating: "[", count: 1000), mention: "nested deeper"),
    payload("a huge number", #"{"identifiers":1e999999999}"#, mention: "wrong JSON type"),
    payload(
      "a number of 10,000 digits",
      #"{"identifiers":[{"type":"dns","value":\#(String(repeating: "9", count: 10_000))}]}"#,
      mention: "wrong JSON type"),
  ]

  /// A newOrder whose header has something more, and is signed.
  private static func header(_ name: String, _ member: String, mention: String) -> BadInput {
    BadInput("In the header: \(name)", mention: mention) { scene in
      try await scene.owner.request(
        to: "/acme/new-order", payload: Array(Applicant.newOrder(["a.example"]).utf8)
      ) { Array((scene.header(nonce: $0).dropLast() + ",\(member)}").utf8) }
    }
  }

  private static func payload(_ name: String, _ text: String, mention: String) -> BadInput {
    BadInput("In the payload: \(name)", mention: mention) { try await $0.newOrder(text) }
  }
}
