import SQLiteStorage
import HTTPTypes
import ACMEProtocol
import AuthorityModel
import Testing

@Suite("When storage fails")
struct StorageFailureTests {
  @Test("Whatever is asked, the answer is 503 with Retry-After, and never 500")
  func closedDatabase() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let stranger = try Applicant(client: client)
      let owner = try await Applicant(registeredWith: client)
      let ready = try await owner.decidedOrder(for: ["ready.example"])
      let valid = try await owner.fulfilledOrder(for: ["valid.example"])
      let certificate = try await owner.certificate(for: ["revoked.example"])
      try await authority.stores.database.close()

      let answers = [
        try await stranger.post("{}", to: "/acme/new-account"),
        try await owner.post(Applicant.newOrder(["a.example"]), to: "/acme/new-order"),
        try await owner.post(at: try #require(owner.account)),
        try await owner.post(at: ready.url),
        try await owner.post(at: ready.resource.authorizations[0]),
        try await owner.post(Applicant.finalize([1, 2, 3]), at: ready.resource.finalize),
        try await owner.post(at: try #require(valid.resource.certificate)),
        try await owner.revoke(certificate),
      ]
      for answer in answers {
        #expect(answer.status == 503)
        #expect(answer["Content-Type"] == "application/problem+json")
        #expect(answer["Retry-After"].flatMap { Int($0) } ?? 0 > 0)
        #expect(answer["Replay-Nonce"] != nil)
        let problem: ProblemDocument = try answer.resource()
        #expect(problem.problemType == .serverInternal)
        #expect(problem.detail?.contains("Try again later") == true)
      }
      // What needs no storage goes on.
      #expect(try await client.send(RawRequest(path: "/directory", method: .get)).status == 200)
    }
  }
}
