import Conformance
import AuthorityModel
import IssuancePolicy
import Registration
import SQLiteStorage
import Storage
import Testing

@Suite("A finalize", .timeLimit(.minutes(1)))
struct FinalizationTests {
  @Test("of an order that isn't ready is refused, before its CSR is looked at")
  func notReady() async throws {
    let registry = try await TestRegistry()
    let view = try await registry.orders.open(
      [(type: "dns", value: "www.example.org")], for: registry.account)
    await #expect(throws: RegistrationError.orderNotReady(.pending)) {
      try await registry.orders.finalize(view.order.id, of: registry.account, csr: [])
    }
    #expect(try await registry.jobCount == 0)
  }

  @Test("with a CSR that is refused leaves the order ready", .holds("8555/7.4/still-ready"))
  func refusedCSR() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let other = try TestRegistry.csr(for: ["other.example.org"])
    let names = CSRError.names(
      missing: [try DomainName("www.example.org")], extra: [try DomainName("other.example.org")])
    await #expect(throws: RegistrationError.csrRefused(names)) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: other)
    }
    await #expect(throws: RegistrationError.self) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: [0x30])
    }
    #expect(try await registry.jobCount == 0)
    #expect(registry.signals.isIdle)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
  }

  @Test("that CAA records forbid is refused, and leaves the order ready")
  func forbiddenByCAA() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let refusal = CAARefusal(Failure(.caa, "The CAA records of example.org forbid it."))
    let csr = try TestRegistry.csr()
    await #expect(throws: RegistrationError.caaRefused(refusal)) {
      try await registry.orders(caa: StubCAAGate(result: .failure(refusal)))
        .finalize(order.id, of: registry.account, csr: csr)
    }
    #expect(try await registry.jobCount == 0)
    #expect(registry.signals.isIdle)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
  }

  @Test("for which the issuer has no time left is refused before it is accepted, and stays ready")
  func issuerEnding() async throws {
    // The profile's 90 days fit as long as validity can begin where the issuer's does.
    let registry = try await TestRegistry(issuerLifetime: .seconds(90 * 86_400))
    let order = try await registry.readyOrder()
    registry.advance(by: .seconds(3601))
    let csr = try TestRegistry.csr()
    let error = await #expect(throws: RegistrationError.self) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    }
    guard let error, case .issuerUnfit(.outlivesIssuer) = error else {
      Issue.record("refused by \(String(describing: error))")
      return
    }
    #expect(try await registry.jobCount == 0)
    #expect(registry.signals.isIdle)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
    // Nor is another order placed.
    await #expect(throws: error) {
      try await registry.orders.open(
        [(type: "dns", value: "late.example.org")], for: registry.account)
    }
  }

  @Test("hands the age of its CAA checks on to the job")
  func caaChecked() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let checkedAt = TestRegistry.start + .seconds(-60)
    _ = try await registry.orders(caa: StubCAAGate(result: .success(checkedAt)))
      .finalize(order.id, of: registry.account, csr: TestRegistry.csr())
    let job = try #require(
      try await registry.stores.jobs.claim(
        ClaimQuota(normal: 1), for: IssuerRun(id: TestRegistry.id()), at: registry.now,
        until: registry.now
      ).jobs.first)
    #expect(job.request.caaCheckedAt == checkedAt)
  }

  @Test("Law 3: is accepted together with its job")
  func accepted() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder(for: ["b.example.org", "a.example.org"])
    let csr = try TestRegistry.csr(for: ["a.example.org", "B.example.org"])
    let view = try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    #expect(view.status == .processing)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .processing)
    let job = try #require(
      try await registry.stores.jobs.claim(
        ClaimQuota(normal: 2), for: IssuerRun(id: TestRegistry.id()), at: registry.now,
        until: registry.now
      ).jobs.first)
    #expect(job.order == order.id)
    #expect(job.account == registry.account.id)
    #expect(job.request.names == ["a.example.org", "b.example.org"])
    #expect(job.request.profile == "default")
    #expect(job.acceptedAt == TestRegistry.start)
  }

  @Test(
    "that comes again is refused, with the same CSR or another",
    .holds("bad-input/order/finalize-twice", "bad-input/order/finalize-other-csr"))
  func twice() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    _ = try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    for again in [csr, try TestRegistry.csr()] {
      await #expect(throws: RegistrationError.orderNotReady(.processing)) {
        try await registry.orders.finalize(order.id, of: registry.account, csr: again)
      }
    }
    #expect(try await registry.jobCount == 1)
    try await registry.endJob()
    await #expect(throws: RegistrationError.orderNotReady(.valid)) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    }
  }

  @Test("that comes twenty times at once makes exactly one job")
  func concurrently() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    let acceptedCount = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do throws(RegistrationError) {
            let view = try await registry.orders.finalize(
              order.id, of: registry.account, csr: csr)
            return view.status == .processing
          } catch {
            #expect(error == .orderNotReady(.processing))
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(acceptedCount == 1)
    #expect(try await registry.jobCount == 1)
    // Nobody waits any more, and nothing is kept for anybody.
    #expect(registry.signals.isIdle)
  }

  @Test("Law 6: is answered with the certificate where it comes in time")
  func atOnce() async throws {
    let registry = try await TestRegistry(waits: FrozenClock(waitsAreOver: false))
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    async let answer = registry.orders.finalize(order.id, of: registry.account, csr: csr)
    await registry.signals.nextJob(within: .seconds(3600))
    try await registry.endJob()
    let view = try await answer
    #expect(view.status == .valid)
    let stored = try await registry.orders.order(order.id, of: registry.account)
    #expect(stored.order == view.order)
    #expect(registry.waits.waits.contains(TestRegistry.finalizeWait))
    #expect(registry.signals.isIdle)
  }

  @Test("Law 6: is answered with the failure where it comes in time")
  func failsAtOnce() async throws {
    let registry = try await TestRegistry(waits: FrozenClock(waitsAreOver: false))
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    async let answer = registry.orders.finalize(order.id, of: registry.account, csr: csr)
    await registry.signals.nextJob(within: .seconds(3600))
    let failure = Failure(.serverInternal, "The profile is gone.")
    try await registry.endJob(with: failure)
    let view = try await answer
    #expect(view.status == .invalid)
    #expect(view.failure == failure)
  }

  @Test("Law 6: is answered with processing when the wait is over, and the order goes on")
  func processing() async throws {
    let registry = try await TestRegistry(waits: FrozenClock(waitsAreOver: true))
    let order = try await registry.readyOrder()
    let view = try await registry.orders.finalize(
      order.id, of: registry.account, csr: TestRegistry.csr())
    #expect(view.status == .processing)
    #expect(registry.waits.waits == [TestRegistry.finalizeWait])
    try await registry.endJob()
    let later = try await registry.orders.order(order.id, of: registry.account)
    guard case .valid(let serial) = later.order.state else {
      Issue.record("the order is \(later.status)")
      return
    }

    // RFC 8555 §7.4.2: whose it isn't finds nothing.
    let archive = CertificateArchive(store: registry.stores.certificates)
    #expect(try await archive.certificate(serial, of: registry.account).order == order.id)
    await #expect(throws: RegistrationError.notFound(.certificate)) {
      try await archive.certificate(serial, of: TestRegistry.account(thumbprint: 3))
    }
  }
}
