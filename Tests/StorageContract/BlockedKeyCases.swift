internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let blockedKeyCases = [
    ContractCase("a blocked key is found with its cause; others are not") { stores in
      let key = Samples.subjectPublicKeyInfo()
      let serial = Samples.serial()
      let block = Samples.block(key, because: .operatorDecision, of: serial, note: "ticket 7")
      _ = try await stores.revocations.block(block, at: Samples.now)
      #expect(try await stores.blockedKeys.blockedKey(block.fingerprint) == block)
      let other = KeyFingerprint(ofSubjectPublicKeyInfo: Samples.subjectPublicKeyInfo())
      #expect(try await stores.blockedKeys.blockedKey(other) == nil)
    },
    ContractCase("blocked keys are listed in pages, each once") { stores in
      var blocked: Set<KeyFingerprint> = []
      for _ in 0..<7 {
        let block = Samples.block(Samples.subjectPublicKeyInfo(), because: .operatorDecision)
        _ = try await stores.revocations.block(block, at: Samples.now)
        blocked.insert(block.fingerprint)
      }
      #expect(try await Set(stores.blockedKeys.blockedFingerprints()) == blocked)
      var listed: [KeyFingerprint] = []
      repeat {
        let page = try await stores.blockedKeys.blockedKeys(after: listed.last, limit: 3)
        listed += page.map(\.fingerprint)
        if page.count < 3 { break }
      } while listed.count <= blocked.count
      #expect(listed.count == blocked.count)
      #expect(Set(listed) == blocked)
    },
    ContractCase("a block by decision can be taken back, one by proof can't") { stores in
      let key = Samples.subjectPublicKeyInfo()
      let decided = Samples.block(key, because: .operatorDecision, note: "ticket 7")
      _ = try await stores.revocations.block(decided, at: Samples.now)
      #expect(try await stores.blockedKeys.unblock(decided.fingerprint))
      #expect(try await stores.blockedKeys.blockedKey(decided.fingerprint) == nil)
      let isUnblockedAgain = try await stores.blockedKeys.unblock(decided.fingerprint)
      #expect(!isUnblockedAgain)

      _ = try await stores.revocations.block(decided, at: Samples.now)
      let later = Samples.now + .seconds(9)
      let proved = Samples.block(key, because: .provenCompromise, of: Samples.serial())
      #expect(try await stores.revocations.block(proved, at: later).isNew)
      let block = try await stores.blockedKeys.blockedKey(proved.fingerprint)
      #expect(block?.cause == .provenCompromise)
      #expect(block?.certificate == proved.certificate)
      #expect(block?.blockedAt == Samples.now)
      let isUnblocked = try await stores.blockedKeys.unblock(proved.fingerprint)
      #expect(!isUnblocked)
      let isDecidedAgain = try await stores.revocations.block(decided, at: later).isNew
      #expect(!isDecidedAgain)
      #expect(
        try await stores.blockedKeys.blockedKey(proved.fingerprint)?.cause == .provenCompromise)
    },
  ]

  static let provenControlCases = [
    ContractCase("an account controls the names that it has valid authorizations for") { stores in
      let account: AccountID = Samples.id()
      try await stores.insertAuthorization("a.test", of: account)
      try await stores.insertAuthorization("b.test", of: account)
      try await stores.insertAuthorization("w.test", isWildcard: true, of: account)
      try await stores.insertAuthorization("pending.test", of: account, state: .pending)
      try await stores.insertAuthorization("given-up.test", of: account, state: .deactivated)
      let control = stores.provenControl
      let answers = [
        (["a.test"], true), (["a.test", "b.test"], true), (["*.w.test"], true),
        (["a.test", "c.test"], false), (["w.test"], false), (["*.a.test"], false),
        (["pending.test"], false), (["given-up.test"], false), (["x.a.test"], false),
      ]
      for (names, answer) in answers {
        #expect(
          try await control.account(account, controls: names, at: Samples.now) == answer,
          "\(names)")
      }
      #expect(
        try await control.account(Samples.id(), controls: ["a.test"], at: Samples.now) == false)
      let afterwards = Samples.now + .seconds(3600)
      #expect(
        try await control.account(account, controls: ["a.test"], at: afterwards) == false)
    }
  ]
}

extension StoresUnderTest {
  fileprivate func insertAuthorization(
    _ name: String, isWildcard: Bool = false, of account: AccountID,
    state: Authorization.State = .valid
  ) async throws {
    let authorization = Authorization(
      id: Samples.id(), account: account, identifier: .dns(name), isWildcard: isWildcard,
      state: state, expiresAt: Samples.now + .seconds(3600),
      challenges: [Challenge(method: .dns01, token: "dG9rZW4tdG9rZW4tdG9rZW4")])
    try await orders.insert(
      Samples.order(of: account, authorizations: [authorization]), with: [authorization])
  }
}
