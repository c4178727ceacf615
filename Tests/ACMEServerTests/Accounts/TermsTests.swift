import ACMEProtocol
import ACMEServer
import Conformance
import HTTPTypes
import Testing

@Suite("Terms of service (RFC 8555 §7.3.3)")
struct TermsTests {
  private static let first = "https://ca.test/terms/1"
  private static let second = "https://ca.test/terms/2"

  @Test(
    "The directory names the terms, the website and the names for CAA (§7.1.1)",
    .holds("8555/7.1.1/caa-identities", "8555/7.3/terms-in-directory"))
  func directory() async throws {
    let meta = DirectoryMeta(
      termsOfService: Self.first, website: "https://ca.test", caaIdentities: ["ca.test"])
    try await TestAuthority(meta: meta).serve { client in
      let answer = try await client.send(RawRequest(path: "/directory", method: .get))
      let directory: DirectoryResource = try answer.resource()
      #expect(
        directory.meta
          == DirectoryResource.Metadata(
            termsOfService: Self.first, website: "https://ca.test", caaIdentities: ["ca.test"]))
    }
  }

  @Test(
    "No account without agreement to the terms (§7.3)", .holds("8555/7.3/terms-required"),
    arguments: ["{}", #"{"termsOfServiceAgreed":false}"#, #"{"termsOfServiceAgreed":null}"#])
  func refusedAccount(payload: String) async throws {
    let authority = try await TestAuthority(meta: DirectoryMeta(termsOfService: Self.first))
    try await authority.serve { client in
      let answer = try await Applicant(client: client).post(payload, to: "/acme/new-account")
      try expectTerms(Self.first, in: answer)
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "accounts") == 0)
    }
  }

  @Test(
    "After a change of the terms nothing is ordered or finalized until they are agreed to",
    .holds(
      "8555/7.3.3/user-action-required", "8555/7.3.3/terms-link", "8555/7.3.3/instance"))
  func change() async throws {
    let authority = try await TestAuthority(meta: DirectoryMeta(termsOfService: Self.first))
    let (old, ready) = try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      return (applicant, try await applicant.decidedOrder(for: ["ready.example"]))
    }
    let changed = try await authority.restarted(with: DirectoryMeta(termsOfService: Self.second))
    try await changed.serve { client in
      var applicant = try Applicant(client: client)
      applicant.signer = old.signer
      applicant.account = old.account
      let url = try #require(applicant.account)
      let newOrder = Applicant.newOrder(["a.example"])
      let before = try await DatabaseContents(of: changed.stores)
      try expectTerms(
        Self.second, in: try await applicant.post(newOrder, to: "/acme/new-order"))
      try expectTerms(
        Self.second,
        in: try await applicant.post(Applicant.finalize([1]), at: ready.resource.finalize))
      #expect(try await DatabaseContents(of: changed.stores) == before)

      // What it has may still be read.
      let account: AccountResource = try await applicant.post(at: url).resource()
      #expect(account.termsOfServiceAgreed == nil)
      #expect(try await applicant.post(at: ready.url).status == 200)
      // Other changes are no agreement.
      _ = try await applicant.post(#"{"termsOfServiceAgreed":false,"contact":[]}"#, at: url)
      try expectTerms(
        Self.second, in: try await applicant.post(newOrder, to: "/acme/new-order"))

      let agreed = try await applicant.post(#"{"termsOfServiceAgreed":true}"#, at: url)
      #expect(agreed.status == 200)
      #expect(try agreed.resource(AccountResource.self).termsOfServiceAgreed == true)
      #expect(try await applicant.post(newOrder, to: "/acme/new-order").status == 201)
      let contents = try await DatabaseContents(of: changed.stores)
      #expect(contents.rowCount(of: "agreements") == 2)
    }
  }

  private func expectTerms(_ url: String, in answer: Answer) throws {
    #expect(answer.status == 403)
    #expect(answer.links["terms-of-service"] == url)
    let problem: ProblemDocument = try answer.resource()
    #expect(problem.problemType == .userActionRequired)
    #expect(problem.instance == url)
    #expect(problem.detail?.contains(url) == true)
  }
}
