import ACMEProtocol
import ACMEServer
import AuthorityModel
import Conformance
import Testing

@Suite("Accounts (RFC 8555 §7.3)")
struct AccountTests {
  @Test(
    "An account says where its orders are, and reflects no member that it doesn't know",
    .holds(
      "8555/7.3/account-fields-ignored", "8555/7.3/unknown-fields-not-reflected",
      "8555/7.3.4/unverified-binding"))
  func resource() async throws {
    try await TestAuthority().serve { client in
      let payload =
        #"{"contact":["mailto:a@b.example"],"termsOfServiceAgreed":true,"orders":"x","extra":1,"#
        + #""externalAccountBinding":{"protected":"e30","payload":"e30","signature":"AA"}}"#
      let answer = try await Applicant(client: client).post(payload, to: "/acme/new-account")
      #expect(answer.status == 201)
      let url = try #require(answer["Location"])
      let account: AccountResource = try answer.resource()
      #expect(
        account
          == AccountResource(
            status: .valid, contact: ["mailto:a@b.example"], termsOfServiceAgreed: true,
            orders: url + "/orders"))
      #expect(!answer.text.contains("extra"))
      #expect(!answer.text.contains("externalAccountBinding"))
    }
  }

  @Test(
    "newAccount with a known key changes nothing, whatever it says (§7.3.1)",
    .holds("8555/7.3.1/existing-account-unchanged"))
  func known() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      var applicant = try await Applicant(registeredWith: client)
      let url = applicant.account
      applicant.account = nil
      let before = try await DatabaseContents(of: authority.stores)
      for payload in [
        "{}", #"{"contact":["tel:1"]}"#, #"{"onlyReturnExisting":true}"#,
        #"{"status":"deactivated"}"#,
      ] {
        let answer = try await applicant.post(payload, to: "/acme/new-account")
        #expect(answer.status == 200)
        #expect(answer["Location"] == url)
      }
      #expect(try await DatabaseContents(of: authority.stores) == before)
    }
  }

  @Test(
    "An update replaces the contacts and passes over what can't be changed (§7.3.2)",
    .holds("8555/7.3.2/fields-ignored", "8555/7.3.2/update-answer"),
    arguments: [
      // As certbot sends it: the whole account as it was, with other contacts.
      (
        #"{"contact":["mailto:c@d.example"],"status":"valid","orders":"x","termsOfServiceAgreed":true}"#,
        ["mailto:c@d.example"]
      ),
      (
        #"{"contact":["mailto:c@d.example","mailto:e@f.example"]}"#,
        ["mailto:c@d.example", "mailto:e@f.example"]
      ),
      (#"{"contact":[]}"#, nil),
      ("{}", ["mailto:a@b.example"]),
      (#"{"contact":null}"#, ["mailto:a@b.example"]),
      (#"{"status":"revoked"}"#, ["mailto:a@b.example"]),
      (#"{"status":"nonsense","key":{},"createdAt":1}"#, ["mailto:a@b.example"]),
      (#"{"termsOfServiceAgreed":false}"#, ["mailto:a@b.example"]),
    ] as [(String, [String]?)])
  func update(payload: String, contacts: [String]?) async throws {
    try await TestAuthority().serve { client in
      var applicant = try Applicant(client: client)
      let answer = try await applicant.post(
        #"{"contact":["mailto:a@b.example"],"termsOfServiceAgreed":true}"#, to: "/acme/new-account")
      applicant.account = answer["Location"]
      let url = try #require(applicant.account)
      let expected = AccountResource(
        status: .valid, contact: contacts, termsOfServiceAgreed: true, orders: url + "/orders")
      let changed = try await applicant.post(payload, at: url)
      #expect(changed.status == 200)
      #expect(try changed.resource(AccountResource.self) == expected)
      #expect(try await applicant.post(at: url).resource(AccountResource.self) == expected)
    }
  }

  @Test("Several bad contacts come back with a subproblem each (§6.7.1)")
  func severalContacts() async throws {
    try await TestAuthority().serve { client in
      let answer = try await Applicant(client: client).post(
        #"{"contact":["mailto:a","mailto:fine@b.example","tel:1"]}"#, to: "/acme/new-account")
      #expect(answer.status == 400)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .unsupportedContact)
      #expect(
        problem.subproblems?.map(\.problemType) == [.invalidContact, .unsupportedContact])
      #expect(problem.detail?.contains("\"mailto:a\"") == true)
      #expect(problem.detail?.contains("\"tel:1\"") == true)
    }
  }

  @Test(
    "A deactivated account is refused everything with 401, and its orders go nowhere (§7.3.6)",
    .holds(
      "8555/7.3.6/deactivation-signed", "8555/7.3.6/pending-cancelled",
      "8555/7.3.6/certificates-kept"))
  func deactivation() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let url = try #require(applicant.account)
      let ready = try await applicant.decidedOrder(for: ["ready.example"])
      let valid = try await applicant.fulfilledOrder(for: ["valid.example"])
      let stranger = try await Applicant(registeredWith: client)
      let theft = try await stranger.post(#"{"status":"deactivated"}"#, at: url)
      #expect(theft.status == 403)
      #expect(try await applicant.post(at: url).status == 200)
      let certificates = try await DatabaseContents(of: authority.stores).rows["certificates"]
      // A contact that is refused must not keep anybody from closing an account.
      let answer = try await applicant.post(
        #"{"status":"deactivated","contact":["tel:1"]}"#, at: url)
      #expect(answer.status == 200)
      #expect(try answer.resource(AccountResource.self).status == .deactivated)

      let before = try await DatabaseContents(of: authority.stores)
      #expect(before.rows["certificates"] == certificates)
      #expect(before.rowCount(of: "revocations") == 0)
      var bare = applicant
      bare.account = nil
      let answers = [
        try await applicant.post(at: url), try await applicant.post("{}", at: url),
        try await applicant.post(at: url + "/orders"),
        try await applicant.post(Applicant.newOrder(["a.example"]), to: "/acme/new-order"),
        try await applicant.post(at: ready.url),
        try await applicant.post(at: ready.resource.authorizations[0]),
        try await applicant.post(Applicant.finalize([1]), at: ready.resource.finalize),
        try await applicant.post(at: try #require(valid.resource.certificate)),
        try await applicant.post(to: "/directory"),
        try await client.send(try await KeyChange(of: applicant, to: JWSSigner()).request),
        try await bare.post(#"{"onlyReturnExisting":true}"#, to: "/acme/new-account"),
        try await bare.post("{}", to: "/acme/new-account"),
      ]
      for answer in answers {
        #expect(answer.status == 401, "\(answer.text)")
        #expect(try answer.resource(ProblemDocument.self).problemType == .unauthorized)
      }
      #expect(try await DatabaseContents(of: authority.stores) == before)
    }
  }

  @Test(
    "The orders of an account come page by page (§7.1.2.1)",
    .holds("8555/7.1.2.1/orders-list", "8555/7.1.2.1/pending-listed"))
  func orders() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let stranger = try await Applicant(registeredWith: client)
      _ = try await stranger.placedOrder(for: ["stranger.example"])
      var placed: Set<String> = []
      for _ in 0..<60 { placed.insert(try await applicant.placedOrder(for: ["a.example"]).url) }
      let refused = try await applicant.decidedOrder(for: ["refused.example"])
      #expect(refused.resource.status == .invalid)

      let account: AccountResource = try await applicant.post(
        at: try #require(applicant.account)
      ).resource()
      var next = account.orders
      var listed: [String] = []
      var pages = 0
      while let url = next, pages < 10 {
        let answer = try await applicant.post(at: url)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/json")
        listed += try answer.resource(OrderListResource.self).orders
        next = answer.links["next"]
        pages += 1
      }
      #expect(pages == 2)
      #expect(listed.count == 60)
      #expect(Set(listed) == placed)
    }
  }
}
