internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let revocationCases = [
    ContractCase("a revocation is found, with its reason, time and source") { stores in
      let account: AccountID = Samples.id()
      let sources: [Revocation.Source] = [
        .subscriber(account), .authorizedAccount(account), .certificateKey, .blockedKey,
        .administrator,
      ]
      for (source, reason) in zip(sources, RevocationReason.allCases) {
        let certificate = try await stores.issuedCertificate()
        let revocation = Revocation(
          serial: certificate.serial, revokedAt: Samples.now, reason: reason, source: source)
        #expect(try await stores.revocations.revocation(of: certificate.serial) == nil)
        let result = try await stores.revocations.revoke(revocation)
        #expect(result?.isNew == true)
        #expect(result?.standing == revocation)
        #expect(try await stores.revocations.revocation(of: certificate.serial) == revocation)
      }
    },
    ContractCase("of many concurrent revocations of one certificate one is made") { stores in
      let certificate = try await stores.issuedCertificate()
      let results = try await withThrowingTaskGroup { group in
        for _ in 0..<20 {
          group.addTask {
            try await stores.revocations.revoke(
              Samples.revocation(of: certificate.serial, by: .subscriber(Samples.id())))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.count { $0?.isNew == true } == 1)
      #expect(Set(results.map(\.?.standing)).count == 1)
    },
    ContractCase("a serial number that was never reserved can't be revoked") { stores in
      let serial = Samples.serial()
      let result = try await stores.revocations.revoke(
        Samples.revocation(of: serial, by: .administrator))
      #expect(result == nil)
      #expect(try await stores.revocations.revocation(of: serial) == nil)
    },
    ContractCase("a blocked key revokes all certificates that bear it, in its commit") { stores in
      let key = Samples.subjectPublicKeyInfo()
      let presented = try await stores.issuedCertificate(for: key)
      let superseded = try await stores.issuedCertificate(for: key)
      let other = try await stores.issuedCertificate(for: key)
      let compromised = try await stores.issuedCertificate(for: key)
      let foreign = try await stores.issuedCertificate()
      for (certificate, reason) in [
        (superseded, RevocationReason.superseded), (compromised, .keyCompromise),
      ] {
        _ = try await stores.revocations.revoke(
          Samples.revocation(of: certificate.serial, for: reason, by: .administrator))
      }
      let later = Samples.now + .seconds(60)
      let block = Samples.block(key, because: .provenCompromise, of: presented.serial)
      #expect(
        try await stores.revocations.certificateCount(
          toRevokeFor: block.fingerprint, at: later) == 3)
      let blocking = try await stores.revocations.block(block, at: later)
      #expect(blocking.isNew)
      #expect(blocking.changed == [presented.serial, superseded.serial, other.serial])

      let standing = try await stores.revocations.revocation(of: presented.serial)
      #expect(
        standing
          == Revocation(
            serial: presented.serial, revokedAt: later, reason: .keyCompromise,
            source: .certificateKey))
      let upgraded = try await stores.revocations.revocation(of: superseded.serial)
      #expect(
        upgraded
          == Revocation(
            serial: superseded.serial, revokedAt: Samples.now, reason: .keyCompromise,
            source: .blockedKey))
      #expect(try await stores.revocations.revocation(of: other.serial)?.source == .blockedKey)
      #expect(
        try await stores.revocations.revocation(of: compromised.serial)?.source == .administrator)
      #expect(try await stores.revocations.revocation(of: foreign.serial) == nil)

      #expect(
        try await stores.revocations.certificateCount(
          toRevokeFor: block.fingerprint, at: later) == 0)
      let again = try await stores.revocations.block(block, at: later)
      #expect(again == KeyBlocking(isNew: false, changed: []))
    },
    ContractCase("a blocked key leaves certificates alone that have expired") { stores in
      let key = Samples.subjectPublicKeyInfo()
      let certificate = try await stores.issuedCertificate(for: key)
      let afterwards = certificate.notAfter + .milliseconds(1)
      let block = Samples.block(key, because: .operatorDecision)
      #expect(
        try await stores.revocations.block(block, at: afterwards)
          == KeyBlocking(isNew: true, changed: []))
      #expect(try await stores.revocations.revocation(of: certificate.serial) == nil)
    },
    ContractCase("a block finds the serial number of a certificate that is being signed") {
      stores in
      let (reservation, job, run) = try await stores.reservedJob(
        for: Samples.subjectPublicKeyInfo())
      let block = Samples.block(
        job.request.subjectPublicKeyInfo, because: .operatorDecision)
      let blocking = try await stores.revocations.block(block, at: Samples.now)
      #expect(blocking.changed == [reservation.serial])
      #expect(try await stores.jobs.store([0x30, 0x00], for: reservation, job: job, by: run))
      #expect(
        try await stores.revocations.revocation(of: reservation.serial)?.reason == .keyCompromise)
    },
    ContractCase("no serial number is reserved for a key that was blocked before") { stores in
      let key = Samples.subjectPublicKeyInfo()
      _ = try await stores.acceptedOrder(Samples.request(for: key))
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let block = Samples.block(key, because: .operatorDecision)
      _ = try await stores.revocations.block(block, at: Samples.now)
      let reservation = Samples.reservation()
      #expect(try await stores.jobs.reserve(reservation, for: job, by: run) == .keyBlocked)
      #expect(
        try await stores.revocations.revoke(
          Samples.revocation(of: reservation.serial, by: .administrator)) == nil)
    },
  ]
}
