import AuthorityModel
import Issuance
import ServiceLifecycle
import SQLiteStorage
import Signing
import Storage
import Testing

@Suite("The issuance service", .timeLimit(.minutes(1)))
struct IssuanceServiceTests {
  private func service(
    of authority: TestAuthority, signer: (any Signer)? = nil, signingPlaces: Int = 1,
    firstPause: Duration = .milliseconds(1), recovery: RecoveryBell = RecoveryBell()
  ) throws -> IssuanceService {
    let run = authority.newRun()
    return IssuanceService(
      jobs: authority.stores.jobs, signals: authority.signals,
      runner: try authority.runner(for: run, signer: signer), run: run,
      clock: authority.time.clock,
      // Nobody is woken by the time: the signals' clock stands still.
      terms: .init(
        signingPlaces: signingPlaces, lease: TestAuthority.lease,
        pollingInterval: .seconds(3600),
        retryPolicy: RetryPolicy(firstPause: firstPause, longestPause: .seconds(3600)),
        isOnlyIssuer: true),
      recovery: recovery, logger: TestAuthority.logger)
  }

  /// Runs the service until the test's body has ended, then lets it shut down.
  private func serving(
    _ service: IssuanceService, _ body: (ServiceGroup) async throws -> Void
  ) async throws {
    let group = ServiceGroup(services: [service], logger: TestAuthority.logger)
    async let ended: Void = group.run()
    try await body(group)
    await group.triggerGracefulShutdown()
    try await ended
  }

  @Test("Law 4: one lane takes the jobs in the order in which they came")
  func firstComeFirstServed() async throws {
    let authority = try await TestAuthority()
    var orders: [OrderID] = []
    for index in 0..<12 {
      orders.append(try await authority.acceptOrder(name: "host\(index).example.org"))
    }
    let signer = SpySigner(authority.key)
    try await serving(service(of: authority, signer: signer)) { _ in
      for await _ in authority.signals.endings.prefix(12) {}
    }
    #expect(try await authority.orders(ofSigned: signer.messages, among: orders) == orders)
  }

  @Test("Law 4: a job that the token didn't sign at first is not overtaken")
  func notOvertaken() async throws {
    let authority = try await TestAuthority()
    var orders: [OrderID] = []
    for index in 0..<5 {
      orders.append(try await authority.acceptOrder(name: "host\(index).example.org"))
    }
    let faltering = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: false))
    try await serving(service(of: authority, signer: faltering)) { _ in
      for await _ in authority.signals.endings.prefix(5) {}
    }
    #expect(try await authority.orders(ofSigned: faltering.messages, among: orders) == orders)
  }

  @Test("a token that is back ends the pause at once")
  func recovery() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let faltering = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: false))
    let strikes = faltering.strikes
    let bell = RecoveryBell()
    let service = try service(
      of: authority, signer: faltering, firstPause: .seconds(3600), recovery: bell)
    try await serving(service) { _ in
      for await _ in strikes.prefix(1) {}
      bell.ring()
      for await ended in authority.signals.endings.prefix(1) { #expect(ended == order) }
    }
  }

  @Test("all jobs of a crowd end, each with a serial number of its own")
  func crowd() async throws {
    let authority = try await TestAuthority()
    var orders: [OrderID] = []
    for index in 0..<40 {
      orders.append(try await authority.acceptOrder(name: "host\(index).example.org"))
    }
    try await serving(service(of: authority, signingPlaces: 8)) { _ in
      for await _ in authority.signals.endings.prefix(40) {}
    }
    var serials: Set<SerialNumber> = []
    for order in orders {
      serials.insert(try await #require(authority.certificate(of: order)).serial)
    }
    #expect(serials.count == 40)
  }

  @Test("a signal wakes it, without waiting for the next look")
  func signal() async throws {
    let authority = try await TestAuthority()
    try await serving(service(of: authority)) { _ in
      for index in 0..<3 {
        let order = try await authority.acceptOrder(name: "host\(index).example.org")
        authority.signals.expectEnd(of: order)
        authority.signals.lookAgain()
        let outcome = await authority.signals.outcome(of: order, within: .seconds(3600))
        #expect(outcome != nil)
      }
    }
  }

  @Test("takes over at once what a dead issuer held")
  func deadIssuer() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    _ = try await authority.stores.jobs.claim(
      ClaimQuota(normal: 1), for: authority.newRun(), at: authority.time.now,
      until: authority.time.now + .seconds(86_400))
    try await serving(service(of: authority)) { _ in
      for await _ in authority.signals.endings.prefix(1) {}
    }
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("a suspect isn't in hand while the signer is away, so no restart is held against it")
  func suspectInOutage() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    _ = try await authority.stores.jobs.claim(
      ClaimQuota(normal: 1), for: authority.newRun(), at: authority.time.now,
      until: authority.time.now + .seconds(86_400))
    let away = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    let service = try service(of: authority, signer: away, firstPause: .seconds(3600))
    try await serving(service) { _ in
      for await _ in authority.signals.wakings.prefix(1) {}
      let depth = try await authority.stores.jobs.depths().first
      #expect(depth?.jobs == 1)
      #expect(depth?.inHand == 0)
    }
    try await serving(self.service(of: authority)) { _ in
      for await _ in authority.signals.endings.prefix(1) {}
    }
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("finishes the jobs in hand as it shuts down, and leaves the others to the next")
  func gracefulShutdown() async throws {
    let authority = try await TestAuthority()
    let inHand = try await authority.acceptOrder()
    let waiting = try await authority.acceptOrder(name: "next.example.org")
    let signer = HeldSigner(authority.key)
    try await serving(service(of: authority, signer: signer)) { group in
      for await _ in signer.requests.prefix(1) {}
      await group.triggerGracefulShutdown()
      // The service wakes itself once it has closed its books.
      for await _ in authority.signals.wakings.prefix(1) {}
      signer.open()
    }
    #expect(try await authority.certificate(of: inHand) != nil)
    #expect(try await authority.state(of: waiting) == .processing)

    let rebooted = try authority.rebooted()
    try await serving(service(of: rebooted)) { _ in
      for await _ in rebooted.signals.endings.prefix(1) {}
    }
    #expect(try await rebooted.certificate(of: waiting) != nil)
  }

  @Test("finishes the jobs in hand when it is cancelled")
  func cancellation() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let signer = HeldSigner(authority.key)
    let service = try service(of: authority, signer: signer)
    let task = Task { try await service.run() }
    for await _ in signer.requests.prefix(1) {}
    task.cancel()
    signer.open()
    try await task.value
    #expect(try await authority.certificate(of: order) != nil)
  }
}
