import ACMEProtocol
import Conformance
import Crypto
import CryptoExtras
import Testing

@Suite("Key change (RFC 8555 §7.3.5)")
struct KeyChangeTests {
  @Test(
    "The new key has the account with all that belongs to it, the old one has nothing",
    .holds("8555/7.3.5/no-other-impact", "8555/7.3.5/pending-kept"))
  func takesOver() async throws {
    try await TestAuthority().serve { client in
      let old = try await Applicant(registeredWith: client)
      let url = try #require(old.account)
      let pending = try await old.placedOrder(for: ["pending.example"])
      let ready = try await old.decidedOrder(for: ["ready.example"])
      var new = old
      new.signer = try JWSSigner()

      let answer = try await client.send(try await KeyChange(of: old, to: new.signer).request)
      #expect(answer.status == 200)
      #expect(try answer.resource(AccountResource.self).status == .valid)
      #expect(answer["Replay-Nonce"] != nil)

      #expect(try await old.post(at: url).status == 403)
      #expect(try await new.post(at: url).status == 200)
      #expect(try await new.post(at: pending.url).resource(OrderResource.self).status == .pending)
      #expect(try await new.post(at: ready.url).resource(OrderResource.self).status == .ready)
      var bare = new
      bare.account = nil
      let found = try await bare.post(#"{"onlyReturnExisting":true}"#, to: "/acme/new-account")
      #expect(found["Location"] == url)
      bare.signer = old.signer
      let forgotten = try await bare.post(#"{"onlyReturnExisting":true}"#, to: "/acme/new-account")
      #expect(try forgotten.resource(ProblemDocument.self).problemType == .accountDoesNotExist)
    }
  }

  @Test("An account may go to a key of another kind", arguments: JWSAlgorithm.allCases)
  func otherKind(algorithm: JWSAlgorithm) async throws {
    try await TestAuthority().serve { client in
      let old = try await Applicant(registeredWith: client)
      var new = old
      new.signer = try JWSSigner(key: .random(for: algorithm))
      let answer = try await client.send(try await KeyChange(of: old, to: new.signer).request)
      #expect(answer.status == 200, "\(answer.text)")
      let url = try #require(new.account)
      let read = try await client.send(
        try await new.request(to: String(url.dropFirst(TestAuthority.externalURL.count))) {
          $0["alg"] = algorithm.rawValue
        })
      #expect(read.status == 200, "\(read.text)")
    }
  }

  @Test(
    "A key that has an account is refused with 409 and that account's URL",
    .holds("8555/7.3.5/key-in-use"))
  func taken() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let owner = try await Applicant(registeredWith: client)
      let other = try await Applicant(registeredWith: client)
      let before = try await DatabaseContents(of: authority.stores)
      for holder in [other, owner] {
        let answer = try await client.send(
          try await KeyChange(of: owner, to: holder.signer).request)
        #expect(answer.status == 409)
        #expect(answer["Location"] == holder.account)
      }
      #expect(try await DatabaseContents(of: authority.stores) == before)
    }
  }

  @Test(
    "A key change of which one part is wrong changes nothing",
    .holds(
      "8555/7.3.5/outer-jws", "8555/7.3.5/inner-jwk", "8555/7.3.5/inner-url",
      "8555/7.3.5/inner-no-nonce", "8555/7.3.5/checks"),
    arguments: BadInput.keyChanges)
  func refused(input: BadInput) async throws { try await input.expectRefusal() }

  @Test("Of two changes at one time one wins; the other's key has no account")
  func race() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let owner = try await Applicant(registeredWith: client)
      let successors = try [JWSSigner(), JWSSigner()]
      async let first = client.send(try await KeyChange(of: owner, to: successors[0]).request)
      async let second = client.send(try await KeyChange(of: owner, to: successors[1]).request)
      let statuses = [try await first.status, try await second.status]
      #expect(statuses.sorted() == [200, 403])
      for (successor, status) in zip(successors, statuses) {
        var applicant = owner
        applicant.signer = successor
        let url = try #require(applicant.account)
        #expect(try await applicant.post(at: url).status == status)
      }
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "accounts") == 1)
    }
  }

  @Test("A key that registers and takes over at one time has one account")
  func raceWithRegistration() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let owner = try await Applicant(registeredWith: client)
      let newcomer = try Applicant(client: client)
      async let change = client.send(
        try await KeyChange(of: owner, to: newcomer.signer).request)
      async let registration = newcomer.post("{}", to: "/acme/new-account")
      let (changed, registered) = (try await change, try await registration)
      let count = try await DatabaseContents(of: authority.stores).rowCount(of: "accounts")
      if changed.status == 200 {
        #expect(registered.status == 200)
        #expect(registered["Location"] == owner.account)
        #expect(count == 1)
      } else {
        #expect(changed.status == 409)
        #expect(registered.status == 201)
        #expect(changed["Location"] == registered["Location"])
        #expect(count == 2)
      }
    }
  }
}

extension AccountKey {
  fileprivate static func random(for algorithm: JWSAlgorithm) throws -> AccountKey {
    switch algorithm {
    case .es256: .p256(P256.Signing.PrivateKey())
    case .es384: .p384(P384.Signing.PrivateKey())
    case .rs256: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
    case .edDSA: .ed25519(Curve25519.Signing.PrivateKey())
    }
  }
}
