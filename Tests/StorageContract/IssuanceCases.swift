internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let issuanceCases = [
    ContractCase("law 1: a reservation outlives its holder, byte for byte") { stores in
      _ = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let reservation = Samples.reservation()
      #expect(try await stores.jobs.reserve(reservation, for: job, by: run) == .reserved)
      let later = try await stores.claim(for: Samples.run(), at: Samples.now + .seconds(60))
      #expect(later.map(\.state) == [.reserved(reservation)])
    },
    ContractCase("law 1: no serial number is reserved twice") { stores in
      let serial = Samples.serial()
      for _ in 0..<2 { _ = try await stores.acceptedOrder() }
      let run = Samples.run()
      let jobs = try await stores.claim(2, for: run)
      try #require(jobs.count == 2)
      let first = Samples.reservation(serial)
      #expect(try await stores.jobs.reserve(first, for: jobs[0], by: run) == .reserved)
      #expect(try await stores.jobs.reserve(first, for: jobs[1], by: run) == .serialTaken)
      #expect(
        try await stores.jobs.reserve(Samples.reservation(), for: jobs[1], by: run) == .reserved)
      #expect(try await stores.jobs.fail(jobs[0], with: Failure(.badCSR, "no"), by: run))
      _ = try await stores.acceptedOrder()
      let third = try #require(try await stores.claim(for: run).first)
      #expect(try await stores.jobs.reserve(first, for: third, by: run) == .serialTaken)
    },
    ContractCase("law 1: what was reserved for a job is forgotten by no end of it") { stores in
      let run = Samples.run()
      let serials = [Samples.serial(), Samples.serial()]
      for (number, serial) in serials.enumerated() {
        _ = try await stores.acceptedOrder()
        let job = try #require(try await stores.claim(for: run).first)
        let reservation = Samples.reservation(serial)
        #expect(try await stores.jobs.reserve(reservation, for: job, by: run) == .reserved)
        // The value of the claim, which doesn't know of the reservation, as after a restart.
        let failure = Failure(.serverInternal, "The token is gone.")
        let hasEnded =
          number == 0
          ? try await stores.jobs.fail(job, with: failure, by: run)
          : try await stores.jobs.setAside(
            job, with: failure, reason: "gone", at: Samples.now, by: run)
        #expect(hasEnded)
        #expect(try await stores.certificates.certificate(serial) == nil)
        // It may have been signed, so it can be revoked.
        let revocation = Revocation(
          serial: serial, revokedAt: Samples.now, reason: .superseded, source: .administrator)
        #expect(try await stores.revocations.revoke(revocation)?.isNew == true)
      }
      _ = try await stores.acceptedOrder()
      let next = try #require(try await stores.claim(for: run).first)
      for serial in serials {
        let again = Samples.reservation(serial)
        #expect(try await stores.jobs.reserve(again, for: next, by: run) == .serialTaken)
      }
    },
    ContractCase("law 1: a job has one reservation, which a second doesn't replace") { stores in
      _ = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let (first, second) = (Samples.reservation(), Samples.reservation())
      #expect(try await stores.jobs.reserve(first, for: job, by: run) == .reserved)
      #expect(try await stores.jobs.reserve(second, for: job, by: run) == .leaseLost)
      await #expect(throws: StorageError.self) {
        try await stores.jobs.store([0x30], for: second, job: job, by: run)
      }
      #expect(try await stores.jobs.store([0x30], for: first, job: job, by: run))
    },
    ContractCase("a serial number that is just being signed can be revoked") { stores in
      _ = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let reservation = Samples.reservation()
      _ = try await stores.jobs.reserve(reservation, for: job, by: run)
      let revocation = Revocation(
        serial: reservation.serial, revokedAt: Samples.now, reason: .superseded,
        source: .administrator)
      #expect(try await stores.revocations.revoke(revocation)?.isNew == true)
      #expect(try await stores.jobs.store([0x30], for: reservation, job: job, by: run))
      #expect(try await stores.revocations.revocation(of: reservation.serial) == revocation)
    },
    ContractCase("law 2: a certificate is found once it is stored, not before") { stores in
      let order = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let reservation = Samples.reservation()
      _ = try await stores.jobs.reserve(reservation, for: job, by: run)
      #expect(try await stores.certificates.certificate(reservation.serial) == nil)
      #expect(try await stores.state(of: order) == .processing)

      #expect(try await stores.jobs.store([0x30, 0x00], for: reservation, job: job, by: run))
      let certificate = IssuedCertificate(
        serial: reservation.serial, issuer: "r1", account: order.account, order: order.id,
        der: [0x30, 0x00], notBefore: reservation.notBefore, notAfter: reservation.notAfter)
      #expect(try await stores.certificates.certificate(reservation.serial) == certificate)
      #expect(try await stores.state(of: order) == .valid(certificate: reservation.serial))
      #expect(try await stores.jobs.backlog().jobCount == 0)
      let isStoredAgain = try await stores.jobs.store(
        [0x31], for: reservation, job: job, by: run)
      #expect(!isStoredAgain)
      #expect(try await stores.certificates.certificate(reservation.serial) == certificate)
    },
    ContractCase("law 3: a failure ends the order and the job") { stores in
      let order = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let failure = Failure(.serverInternal, "The key is gone.")
      #expect(try await stores.jobs.fail(job, with: failure, by: run))
      #expect(try await stores.state(of: order) == .invalid(failure))
      #expect(try await stores.jobs.backlog().jobCount == 0)
      let hasFailedAgain = try await stores.jobs.fail(job, with: failure, by: run)
      #expect(!hasFailedAgain)
    },
    ContractCase("nothing is half done where a certificate was not reserved") { stores in
      let order = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let stranger = Samples.reservation()
      await #expect(throws: StorageError.self) {
        try await stores.jobs.store([0x30], for: stranger, job: job, by: run)
      }
      #expect(try await stores.certificates.certificate(stranger.serial) == nil)
      #expect(try await stores.state(of: order) == .processing)
      #expect(try await stores.jobs.backlog().jobCount == 1)
      #expect(try await stores.jobs.reserve(stranger, for: job, by: run) == .reserved)
      #expect(try await stores.jobs.store([0x30], for: stranger, job: job, by: run))
    },
  ]
}
