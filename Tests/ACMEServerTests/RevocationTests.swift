import ACMEProtocol
import AuthorityModel
import Conformance
import Crypto
import HummingbirdTesting
import Revocation
import SQLiteStorage
import Storage
import Testing

@Suite("Revocation (RFC 8555 §7.6)")
struct RevocationTests {
  @Test(
    "The account that ordered revokes for a reason of its choice",
    .holds("8555/7.6/by-issuing-account"),
    arguments: [
      (nil, .unspecified), ("0", .unspecified), ("1", .keyCompromise),
      ("3", .affiliationChanged), ("4", .superseded), ("5", .cessationOfOperation),
    ] as [(String?, RevocationReason)])
  func subscriber(reason: String?, recorded: RevocationReason) async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let certificate = try await applicant.certificate(for: ["a.example"])
      let answer = try await applicant.revoke(certificate, because: reason)
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
      let revocation = try #require(try await authority.revocation(of: certificate))
      #expect(revocation.reason == recorded)
      #expect(revocation.revokedAt == TestAuthority.now)
      #expect(revocation.source == .subscriber(try applicant.accountID))
      // A claim is no proof: the key may be used on.
      #expect(try await authority.stores.blockedKeys.blockedKey(certificate.key) == nil)
    }
  }

  @Test(
    "The certificate's key revokes it, and is blocked with all that bears it, for ever",
    .holds("8555/7.6/by-certificate-key"))
  func certificateKey() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let (first, second) = (
        try await Applicant(registeredWith: client), try await Applicant(registeredWith: client)
      )
      let key = P256.Signing.PrivateKey()
      let certificate = try await first.certificate(for: ["a.example"], key: key)
      let other = try await second.certificate(for: ["b.example"], key: key)
      let untouched = try await second.certificate(for: ["c.example"])

      let holder = certificate.holder(at: client)
      #expect(try await holder.revoke(certificate, because: "4").status == 200)
      let revocation = try #require(try await authority.revocation(of: certificate))
      #expect(revocation.reason == .keyCompromise)
      #expect(revocation.source == .certificateKey)
      #expect(try await authority.revocation(of: other)?.reason == .keyCompromise)
      #expect(try await authority.revocation(of: other)?.source == .blockedKey)
      #expect(try await authority.revocation(of: untouched) == nil)
      let block = try #require(
        try await authority.stores.blockedKeys.blockedKey(certificate.key))
      #expect(block.cause == .provenCompromise)
      #expect(block.certificate == (try certificate.serial))

      try expectRefusal(
        of: certificate.key,
        in: try await first.finalization(of: ["d.example"], key: key))
      try expectRefusal(
        of: certificate.key, in: try await holder.post("{}", to: "/acme/new-account"))
      try expectRefusal(
        of: certificate.key,
        in: try await client.send(KeyChange(of: first, to: certificate.signer).request))
      #expect(
        try await DatabaseContents(of: authority.stores).rowCount(of: "accounts") == 2)
    }
  }

  @Test(
    "An account that is authorized for all names revokes, and its authorizations are the reason",
    .holds("8555/7.6/by-authorized-account"))
  func authorizedAccount() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let owner = try await Applicant(registeredWith: client)
      let certificate = try await owner.certificate(for: ["a.example", "b.example"])
      let successor = try await Applicant(registeredWith: client)
      _ = try await successor.decidedOrder(for: ["a.example"])
      #expect(try await successor.revoke(certificate).status == 403)
      _ = try await successor.decidedOrder(for: ["b.example"])
      #expect(try await successor.revoke(certificate, because: "1").status == 200)
      let revocation = try #require(try await authority.revocation(of: certificate))
      #expect(revocation.reason == .cessationOfOperation)
      #expect(revocation.source == .authorizedAccount(try successor.accountID))
      #expect(try await authority.stores.blockedKeys.blockedKey(certificate.key) == nil)
    }
  }

  @Test("The key's proof makes any revocation one for key compromise, once")
  func upgrade() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      for reason in ["4", "1"] {
        let certificate = try await applicant.certificate(for: ["a.example"])
        let holder = certificate.holder(at: client)
        #expect(try await applicant.revoke(certificate, because: reason).status == 200)
        #expect(try await holder.revoke(certificate).status == 200)
        #expect(try await authority.revocation(of: certificate)?.reason == .keyCompromise)
        #expect(try await authority.stores.blockedKeys.blockedKey(certificate.key) != nil)
        for revoker in [holder, applicant] {
          let again = try await revoker.revoke(certificate)
          #expect(again.status == 400)
          let problem: ProblemDocument = try again.resource()
          #expect(problem.problemType == .alreadyRevoked)
        }
      }
    }
  }

  @Test("Of two revocations at once one is made, and the other finds it made")
  func race() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let certificate = try await applicant.certificate(for: ["a.example"])
      async let first = applicant.revoke(certificate)
      async let second = applicant.revoke(certificate)
      let answers = [try await first, try await second].sorted { $0.status < $1.status }
      #expect(answers.map(\.status) == [200, 400])
      let problem: ProblemDocument = try answers[1].resource()
      #expect(problem.problemType == .alreadyRevoked)
    }
  }

  @Test(
    "Nobody learns from a refusal whether a certificate exists",
    .holds("8555/7.6/authorized-first"))
  func indistinguishable() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let owner = try await Applicant(registeredWith: client)
      let stranger = try await Applicant(registeredWith: client)
      let certificate = try await owner.certificate(for: ["a.example"])
      let unknown = HeldCertificate(
        derBytes: try await BadInput.otherAuthoritysLeaf(), signer: try JWSSigner())
      let holder = unknown.holder(at: client)
      let answers = [
        try await stranger.revoke(certificate), try await holder.revoke(certificate),
        try await stranger.revoke(unknown), try await holder.revoke(unknown),
        try await owner.revoke(unknown),
      ]
      #expect(Set(answers.map(\.text)).count == 1)
      #expect(Set(answers.map(\.status)) == [403])
      #expect(try await authority.revocation(of: certificate) == nil)
    }
  }

  @Test(
    "A reason that isn't allowed is told with those that are",
    .holds("8555/7.6/bad-reason", "8555/7.6/reasons-told"),
    arguments: ["-1", "2", "6", "7", "8", "9", "10", "9223372036854775808"])
  func badReason(code: String) async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let certificate = try await applicant.certificate(for: ["a.example"])
      let answer = try await applicant.revoke(certificate, because: code)
      #expect(answer.status == 400)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .badRevocationReason)
      #expect(
        problem.detail?.contains(
          "0 (unspecified), 1 (keyCompromise), 3 (affiliationChanged), 4 (superseded), "
            + "5 (cessationOfOperation)") == true)
      #expect(try await authority.revocation(of: certificate) == nil)
    }
  }

  @Test("Where a request's time is over nothing is revoked, whoever asks")
  func spentBudget() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let certificate = try await applicant.certificate(for: ["a.example"])
      let revocations = try await authority.revocations(at: TestAuthority.now)
      let requesters = [
        RevocationRegistry.Requester.account(try await authority.account(of: applicant)),
        .key(certificate.key),
      ]
      await TimeBudget.$current.withValue(TimeBudget(.zero, by: SteadyClock { .seconds(1) })) {
        for requester in requesters {
          await #expect(throws: RevocationError.outOfTime) {
            try await revocations.revoke(certificate.derBytes, because: nil, by: requester)
          }
        }
      }
      #expect(try await authority.revocation(of: certificate) == nil)
      #expect(try await authority.stores.blockedKeys.blockedKey(certificate.key) == nil)
    }
  }

  @Test("An expired certificate is refused plainly")
  func expired() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let certificate = try await applicant.certificate(for: ["a.example"])
      let serial = try #require(try certificate.serial)
      let notAfter = try #require(
        try await authority.stores.certificates.certificate(serial)?.notAfter)
      let later = try await authority.revocations(at: notAfter + .milliseconds(1))
      for requester in [
        RevocationRegistry.Requester.account(try await authority.account(of: applicant)),
        .key(certificate.key),
      ] {
        await #expect(throws: RevocationError.expired(at: notAfter)) {
          try await later.revoke(certificate.derBytes, because: nil, by: requester)
        }
      }
      #expect(try await authority.revocation(of: certificate) == nil)
      #expect(try await authority.stores.blockedKeys.blockedKey(certificate.key) == nil)
      let last = try await authority.revocations(at: notAfter)
      try await last.revoke(certificate.derBytes, because: nil, by: .key(certificate.key))
      #expect(try await authority.revocation(of: certificate)?.reason == .keyCompromise)
    }
  }

  private func expectRefusal(of key: KeyFingerprint, in answer: Answer) throws {
    #expect(answer.status == 400)
    let problem: ProblemDocument = try answer.resource()
    #expect(problem.problemType == .badPublicKey)
    #expect(problem.detail?.contains("\(key)) is blocked") == true)
  }
}
