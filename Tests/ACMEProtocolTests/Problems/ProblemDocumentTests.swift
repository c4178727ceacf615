import ACMEProtocol
import Testing

@Suite struct ProblemDocumentTests {
  @Test func goldenJSON() throws {
    let problem = ProblemDocument(
      .rejectedIdentifier, detail: "2 of 3 names / refused",
      subproblems: [
        .init(.caa, detail: "CAA forbids it", identifier: .dns("a.example")),
        .init(.malformed, detail: "no name"),
      ])
    let golden = """
      {"detail":"2 of 3 names / refused","status":400,"subproblems":[\
      {"detail":"CAA forbids it","identifier":{"type":"dns","value":"a.example"},\
      "type":"urn:ietf:params:acme:error:caa"},\
      {"detail":"no name","type":"urn:ietf:params:acme:error:malformed"}],\
      "type":"urn:ietf:params:acme:error:rejectedIdentifier"}
      """
    let bytes = try ACMEJSON.encode(problem)
    #expect(String(decoding: bytes, as: UTF8.self) == golden)
    #expect(try ACMEJSON.decode(ProblemDocument.self, from: bytes) == problem)
  }

  @Test func algorithmsAreListed() throws {
    let problem = ProblemDocument(
      .badSignatureAlgorithm, detail: "no", algorithms: [.es256, .edDSA])
    #expect(
      String(decoding: try ACMEJSON.encode(problem), as: UTF8.self) == """
        {"algorithms":["ES256","EdDSA"],"detail":"no","status":400,\
        "type":"urn:ietf:params:acme:error:badSignatureAlgorithm"}
        """)
  }

  @Test(arguments: ProblemType.allCases)
  func everyTypeHasItsURNAndAnErrorStatus(type: ProblemType) {
    #expect(type.urn == "urn:ietf:params:acme:error:\(type.rawValue)")
    #expect(ProblemType(urn: type.urn) == type)
    #expect((400...500).contains(type.defaultStatus))
  }

  @Test func theStatusOfAProblemMayBeSet() {
    let problem = ProblemDocument(.rateLimited, detail: "busy", status: 503)
    #expect(problem.status == 503)
    #expect(ProblemType.rateLimited.defaultStatus == 429)
    #expect(ProblemType.orderNotReady.defaultStatus == 403)
    #expect(ProblemType.serverInternal.defaultStatus == 500)
  }

  @Test func aForeignTypeIsKeptAsItCame() throws {
    let problem = try ACMEJSON.decode(
      ProblemDocument.self, from: Array(#"{"type":"about:blank","title":"Gone"}"#.utf8))
    #expect(problem.type == "about:blank")
    #expect(problem.problemType == nil)
    #expect(problem.detail == nil)
    #expect(ProblemType(urn: "malformed") == nil)
  }
}
