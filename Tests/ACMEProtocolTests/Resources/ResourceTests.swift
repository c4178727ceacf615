import ACMEProtocol
import Testing

@Suite struct ResourceTests {
  private static let expires = Timestamp(parsing: "2026-11-23T21:38:13Z")

  @Test func directory() throws {
    try expect(
      DirectoryResource(
        newNonce: "https://ca.example/n", newAccount: "https://ca.example/a",
        newOrder: "https://ca.example/o",
        meta: .init(
          termsOfService: "https://ca.example/terms", website: "https://ca.example",
          caaIdentities: ["ca.example"], externalAccountRequired: false)),
      encodesAs: """
        {"meta":{"caaIdentities":["ca.example"],"externalAccountRequired":false,\
        "termsOfService":"https://ca.example/terms","website":"https://ca.example"},\
        "newAccount":"https://ca.example/a","newNonce":"https://ca.example/n",\
        "newOrder":"https://ca.example/o"}
        """)
  }

  @Test func account() throws {
    try expect(
      AccountResource(
        status: .valid, contact: ["mailto:a@b.example"], orders: "https://ca.example/a/1/orders"),
      encodesAs: """
        {"contact":["mailto:a@b.example"],"orders":"https://ca.example/a/1/orders",\
        "status":"valid"}
        """)
  }

  @Test func order() throws {
    try expect(
      OrderResource(
        status: .pending, expires: Self.expires, identifiers: [.dns("a.example")],
        authorizations: ["https://ca.example/z/1"], finalize: "https://ca.example/f/1"),
      encodesAs: """
        {"authorizations":["https://ca.example/z/1"],"expires":"2026-11-23T21:38:13Z",\
        "finalize":"https://ca.example/f/1","identifiers":[{"type":"dns","value":"a.example"}],\
        "status":"pending"}
        """)
  }

  @Test func anOrderShowsWhatItReplaces() throws {
    try expect(
      OrderResource(
        status: .pending, identifiers: [], notBefore: Self.expires,
        replaces: CertificateIdentifier(issuerKeyIdentifier: [1, 2, 3], serialNumber: [0x80]),
        authorizations: [], finalize: "f"),
      encodesAs: """
        {"authorizations":[],"finalize":"f","identifiers":[],"notBefore":"2026-11-23T21:38:13Z",\
        "replaces":"AQID.AIA","status":"pending"}
        """)
  }

  @Test func renewalInfo() throws {
    let window = RenewalInfoResource.Window(
      start: try #require(Self.expires),
      end: try #require(Timestamp(parsing: "2026-12-01T00:00:00Z")))
    try expect(
      RenewalInfoResource(suggestedWindow: window, explanationURL: "https://ca.example/why"),
      encodesAs: """
        {"explanationURL":"https://ca.example/why","suggestedWindow":{"end":"2026-12-01T00:00:00Z",\
        "start":"2026-11-23T21:38:13Z"}}
        """)
    try expect(
      RenewalInfoResource(suggestedWindow: window),
      encodesAs: """
        {"suggestedWindow":{"end":"2026-12-01T00:00:00Z","start":"2026-11-23T21:38:13Z"}}
        """)
  }

  @Test func aFailedOrderCarriesItsProblem() throws {
    try expect(
      OrderResource(
        status: .invalid, identifiers: [.dns("a.example")],
        error: ProblemDocument(.badCSR, detail: "no"), authorizations: [], finalize: "f"),
      encodesAs: """
        {"authorizations":[],"error":{"detail":"no","status":400,\
        "type":"urn:ietf:params:acme:error:badCSR"},"finalize":"f",\
        "identifiers":[{"type":"dns","value":"a.example"}],"status":"invalid"}
        """)
  }

  @Test func authorization() throws {
    try expect(
      AuthorizationResource(
        identifier: .dns("a.example"), status: .valid, expires: Self.expires,
        challenges: [
          ChallengeResource(
            type: "http-01", url: "https://ca.example/c/1", status: .valid,
            validated: Self.expires, token: "AAAA")
        ], wildcard: true),
      encodesAs: """
        {"challenges":[{"status":"valid","token":"AAAA","type":"http-01",\
        "url":"https://ca.example/c/1","validated":"2026-11-23T21:38:13Z"}],\
        "expires":"2026-11-23T21:38:13Z","identifier":{"type":"dns","value":"a.example"},\
        "status":"valid","wildcard":true}
        """)
  }

  @Test func orders() throws {
    try expect(
      OrderListResource(orders: ["https://ca.example/o/1", "https://ca.example/o/2"]),
      encodesAs: #"{"orders":["https://ca.example/o/1","https://ca.example/o/2"]}"#)
    try expect(OrderListResource(orders: []), encodesAs: #"{"orders":[]}"#)
  }

  @Test func aChallengeThatIsTriedAgainCarriesWhatFailed() throws {
    try expect(
      ChallengeResource(
        type: "http-01", url: "https://ca.example/c/1", status: .processing,
        error: ProblemDocument(
          .compound, detail: "two \"things\"\n",
          subproblems: [
            .init(.dns, detail: "no address", identifier: .dns("a.example")),
            .init(.caa, detail: "C:\\"),
          ], algorithms: [.es256, .edDSA], instance: "https://ca.example/terms"), token: "AAAA"),
      encodesAs: #"""
        {"error":{"algorithms":["ES256","EdDSA"],"detail":"two \"things\"\n",\#
        "instance":"https://ca.example/terms","status":400,\#
        "subproblems":[{"detail":"no address","identifier":{"type":"dns","value":"a.example"},\#
        "type":"urn:ietf:params:acme:error:dns"},\#
        {"detail":"C:\\","type":"urn:ietf:params:acme:error:caa"}],\#
        "type":"urn:ietf:params:acme:error:compound"},"status":"processing","token":"AAAA",\#
        "type":"http-01","url":"https://ca.example/c/1"}
        """#)
  }

  @Test(arguments: [
    (LinkHeader.Relation.index, #"<https://ca.example/directory>;rel="index""#),
    (.up, #"<https://ca.example/directory>;rel="up""#),
    (.alternate, #"<https://ca.example/directory>;rel="alternate""#),
    (.termsOfService, #"<https://ca.example/directory>;rel="terms-of-service""#),
  ])
  func link(relation: LinkHeader.Relation, value: String) {
    #expect(LinkHeader("https://ca.example/directory", relation).value == value)
  }
}

/// Expects `value` to encode as `json`, and `json` to decode as `value`.
func expect<Value: Codable & Equatable>(
  _ value: Value, encodesAs json: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let bytes = try ACMEJSON.encode(value)
  #expect(String(decoding: bytes, as: UTF8.self) == json, sourceLocation: sourceLocation)
  #expect(
    try ACMEJSON.decode(Value.self, from: Array(json.utf8)) == value,
    sourceLocation: sourceLocation)
}

/// Expects `value` to be written as `json`, by the writer as by Foundation's encoder.
func expect<Value: Codable & Equatable & JSONWritable>(
  _ value: Value, encodesAs json: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(String(decoding: value.json, as: UTF8.self) == json, sourceLocation: sourceLocation)
  #expect(try ACMEJSON.encode(value) == value.json, sourceLocation: sourceLocation)
  #expect(
    try ACMEJSON.decode(Value.self, from: value.json) == value, sourceLocation: sourceLocation)
}
