import ACMEProtocol
import Testing

@Suite struct RequestTests {
  @Test func newAccount() throws {
    try expect(
      NewAccountRequest(contact: ["mailto:a@b.example"], termsOfServiceAgreed: true),
      encodesAs: #"{"contact":["mailto:a@b.example"],"termsOfServiceAgreed":true}"#)
    try expect(
      NewAccountRequest(onlyReturnExisting: true), encodesAs: #"{"onlyReturnExisting":true}"#)
  }

  @Test func anExternalAccountBindingIsKeptUnopened() throws {
    let request = try ACMEJSON.decode(
      NewAccountRequest.self,
      from: Array(
        #"{"externalAccountBinding":{"protected":"p","payload":"q","signature":"s"}}"#.utf8))
    #expect(request.externalAccountBinding?.payload == "q")
  }

  @Test func accountUpdate() throws {
    try expect(AccountUpdateRequest(status: "deactivated"), encodesAs: #"{"status":"deactivated"}"#)
    #expect(AccountUpdateRequest(status: "deactivated").asksForDeactivation)
    #expect(!AccountUpdateRequest(status: "valid").asksForDeactivation)
    #expect(!AccountUpdateRequest(contact: []).asksForDeactivation)
  }

  @Test func deactivation() throws {
    try expect(DeactivationRequest(), encodesAs: #"{"status":"deactivated"}"#)
    #expect(DeactivationRequest().asksForDeactivation)
  }

  @Test func newOrder() throws {
    try expect(
      NewOrderRequest(
        identifiers: [.dns("a.example"), IdentifierResource(type: "ip", value: "192.0.2.1")],
        notAfter: Timestamp(parsing: "2027-01-01T00:00:00Z")),
      encodesAs: """
        {"identifiers":[{"type":"dns","value":"a.example"},\
        {"type":"ip","value":"192.0.2.1"}],"notAfter":"2027-01-01T00:00:00Z"}
        """)
  }

  /// The scan judges only what it reads as Foundation's decoder would.
  @Test(arguments: [
    #"{"identifiers":[]}"#, #" { "identifiers" : [ ] , "profile":"short" } "#,
    #"{"identifiers":[{"type":"dns","value":"a.example"},{"value":"\u0062.example","type":"dns"}]}"#,
    #"{"identifiers":[{"type":"dns","value":"a","x":[[{}],1]}],"notBefore":null}"#,
    #"{"identifiers":[{"type":"dns","value":"a"}],"notAfter":"2027-01-01T00:00:00Z"}"#,
    #"{"identifiers":[{"type":"dns"}]}"#, #"{"identifiers":[{"type":1,"value":"a"}]}"#,
    #"{"identifiers":["dns"]}"#, #"{"identifiers":{"type":"dns","value":"a"}}"#,
    #"{"identifiers":null}"#, "{}", #"{"identifiers":[],"notAfter":"tomorrow"}"#,
  ])
  func newOrdersAreReadInOneWay(json: String) throws {
    let bytes = Array(json.utf8)
    let scanned = Result { () throws(PayloadError) in
      try ACMEJSON.decodeRequest(NewOrderRequest.self, from: bytes)
    }
    let decoded = Result { () throws(PayloadError) in
      try ACMEJSON.decode(NewOrderRequest.self, from: bytes)
    }
    #expect(scanned == decoded)
  }

  @Test func finalize() throws {
    try expect(FinalizeRequest(csr: [0x30, 0x00, 0xFF]), encodesAs: #"{"csr":"MAD_"}"#)
  }

  @Test func challengeResponse() throws {
    try expect(ChallengeResponseRequest(), encodesAs: "{}")
    _ = try ACMEJSON.decode(
      ChallengeResponseRequest.self, from: Array(#"{"keyAuthorization":"old"}"#.utf8))
  }

  @Test(arguments: [
    (#"{"identifiers":[{"type":"dns"}]}"#, "identifiers.0.value", "is missing"),
    (#"{"identifiers":[{"type":1,"value":""}]}"#, "identifiers.0.type", "has the wrong JSON type"),
    (#"{"identifiers":null}"#, "identifiers", "is null"),
    (#"{}"#, "identifiers", "is missing"),
    (
      #"{"identifiers":[],"notAfter":"tomorrow"}"#, "notAfter",
      "is no RFC 3339 time, as 2026-11-23T21:38:13Z"
    ),
    (#"[]"#, "", "has the wrong JSON type"),
    (#"{"identifiers":[}"#, "", "is not valid JSON"),
    ("", "", "is not valid JSON"),
    (String(repeating: "[", count: 60_000), "", "is not valid JSON"),
  ])
  func aBadPayloadNamesTheMember(json: String, member: String, reason: String) throws {
    let error = try #require(throws: PayloadError.self) {
      try ACMEJSON.decode(NewOrderRequest.self, from: Array(json.utf8))
    }
    #expect(error.member == member)
    #expect(error.reason == reason)
    #expect(error.problem.problemType == .malformed)
  }

  @Test func invalidUTF8InAPayloadIsRefused() {
    #expect(throws: PayloadError.self) {
      try ACMEJSON.decode(
        AccountUpdateRequest.self, from: Array(#"{"status":""#.utf8) + [0xFF, 0x22, 0x7D])
    }
  }

  @Test(arguments: ["MAD_=", "MA/_", "M", "MB"])
  func aCSRMustBeBase64URL(csr: String) throws {
    let error = try #require(throws: PayloadError.self) {
      try ACMEJSON.decode(FinalizeRequest.self, from: Array(#"{"csr":"\#(csr)"}"#.utf8))
    }
    #expect(error.member == "csr")
    #expect(error.reason.contains("base64url"))
  }

  @Test(arguments: ["[]", "null", "1", "\"\"", ""])
  func aChallengeResponseMustBeAnObject(json: String) {
    #expect(throws: PayloadError.self) {
      try ACMEJSON.decode(ChallengeResponseRequest.self, from: Array(json.utf8))
    }
  }
}
