import ACMEProtocol
import HTTPTypes
import HummingbirdTesting
import Testing

extension BadInput {
  /// Sends the request to a CA of its own, and holds the answer and the database to what they should be.
  func expectRefusal() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let scene = try await Scene(authority, client)
      let request = try await self.request(scene)
      let before = try await DatabaseContents(of: authority.stores)
      let answer = try await client.send(request)
      let after = try await DatabaseContents(of: authority.stores)

      #expect(answer.status == self.status, "\(answer.text)")
      #expect(answer["Content-Type"] == "application/problem+json")
      if request.path != "/directory" {
        #expect(answer.links["index"] == TestAuthority.externalURL + "/directory")
      }
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == self.type)
      #expect(problem.status == self.status)
      #expect(problem.detail?.contains(self.mention) == true, "\(problem.detail ?? "none")")
      #expect(before == after)
      if request.method == .post {
        // The nonce that comes with it is good (RFC 8555 §6.5).
        let nonce = try #require(answer["Replay-Nonce"])
        let good = try await scene.owner.request(to: scene.accountPath) { $0["nonce"] = nonce }
        #expect(try await client.send(good).status == 200)
      }
    }
  }
}
