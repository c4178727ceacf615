import AuthorityModel
import Registration
import Storage
import Synchronization
import Testing

@Suite("A request's time budget", .timeLimit(.minutes(1)))
struct TimeBudgetTests {
  /// Time that passes only when a test says so.
  private final class Passing: Sendable {
    private let time = Mutex(Duration.zero)

    var clock: SteadyClock { SteadyClock { self.time.withLock(\.self) } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
  }

  @Test("limits each step to what is left, less what is kept for the next")
  func limits() {
    let passing = Passing()
    let budget = TimeBudget(.seconds(30), by: passing.clock)
    #expect(budget.limit(.seconds(2)) == .seconds(2))
    passing.advance(by: .seconds(28))
    #expect(budget.limit(.seconds(10)) == .seconds(2))
    #expect(budget.limit(.seconds(10), reserving: .seconds(1)) == .seconds(1))
    passing.advance(by: .seconds(3))
    #expect(budget.isSpent)
    #expect(budget.limit(.seconds(10)) == .zero)
    #expect(!TimeBudget.unlimited.isSpent)
    #expect(TimeBudget.unlimited.limit(.seconds(10)) == .seconds(10))
  }

  @Test("that is spent lets nothing begin: nothing is stored, and the order is as it was")
  func spent() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    let budget = TimeBudget(.zero, by: Passing().clock)
    await TimeBudget.$current.withValue(budget) {
      await #expect(throws: RegistrationError.outOfTime) {
        try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
      }
      await #expect(throws: RegistrationError.outOfTime) {
        try await registry.orders.open(
          [(type: "dns", value: "late.example.org")], for: registry.account)
      }
    }
    #expect(try await registry.jobCount == 0)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
  }

  @Test("that is spent changes no account, neither its contacts nor its key nor its end")
  func spentForAccounts() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let account = registry.account
    await TimeBudget.$current.withValue(TimeBudget(.zero, by: Passing().clock)) {
      await #expect(throws: RegistrationError.outOfTime) {
        try await accounts.update(account, as: .init(contacts: ["mailto:late@example.org"]))
      }
      await #expect(throws: RegistrationError.outOfTime) {
        try await accounts.changeKey(
          of: account, to: Array("{}".utf8), thumbprint: [UInt8](repeating: 9, count: 32))
      }
      await #expect(throws: RegistrationError.outOfTime) {
        try await accounts.deactivate(account)
      }
    }
    #expect(try await accounts.account(account.id) == account)
  }

  @Test("ends finalize's wait a second before it is over, so that there is time to answer")
  func finalizeWait() async throws {
    let waits = FrozenClock(waitsAreOver: true)
    let registry = try await TestRegistry(waits: waits)
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    let budget = TimeBudget(.milliseconds(1500), by: Passing().clock)
    let view = try await TimeBudget.$current.withValue(budget) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    }
    #expect(view.status == .processing)
    #expect(waits.waits == [.milliseconds(500)])
  }

  @Test("Law 6: finalize doesn't wait where the forecast says that it would be in vain")
  func vainWait() async throws {
    let waits = FrozenClock(waitsAreOver: true)
    let registry = try await TestRegistry(waits: waits)
    let csr = try TestRegistry.csr()
    let slow = QueueForecast(jobsAhead: 1000, jobsPerSecond: 100, wait: .seconds(10))
    let order = try await registry.readyOrder()
    let view = try await registry.orders(forecasts: StubForecasts(own: slow))
      .finalize(order.id, of: registry.account, csr: csr)
    #expect(view.status == .processing)
    #expect(waits.waits.allSatisfy { $0 == .zero })
    #expect(registry.signals.isIdle)
  }

  @Test("Law 6: finalize waits in an outage, which may be over with this very job")
  func waitInOutage() async throws {
    let waits = FrozenClock(waitsAreOver: true)
    let registry = try await TestRegistry(waits: waits)
    let away = QueueForecast(jobsAhead: 0, jobsPerSecond: nil, wait: nil, outage: .seconds(9))
    let order = try await registry.readyOrder()
    let view = try await registry.orders(forecasts: StubForecasts(own: away))
      .finalize(order.id, of: registry.account, csr: try TestRegistry.csr())
    #expect(view.status == .processing)
    #expect(waits.waits.contains { $0 > .zero })
    #expect(registry.signals.isIdle)
  }
}
