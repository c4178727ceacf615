import AuthorityModel
import Storage
import Testing

struct InProcessJobSignalsTests {
  private let signals = InProcessJobSignals()
  private let order: OrderID
  private let outcome = Order.Outcome.failed(Failure(.serverInternal, "no key"))
  private let hour = Duration.seconds(3600)

  init() {
    var generator = SystemRandomNumberGenerator()
    order = OrderID(at: Timestamp(millisecondsSinceEpoch: 0), using: &generator)
  }

  @Test func `an end between expectation and wait is not missed`() async {
    signals.expectEnd(of: order)
    signals.ended(order, as: outcome)
    #expect(await signals.outcome(of: order, within: hour) == outcome)
    #expect(signals.isIdle)
  }

  @Test func `an end wakes all who wait for it`() async {
    let outcomes = await withTaskGroup { group in
      for _ in 0..<10 {
        signals.expectEnd(of: order)
        group.addTask { await signals.outcome(of: order, within: hour) }
      }
      await Task.yield()
      signals.ended(order, as: outcome)
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes == Array(repeating: outcome, count: 10))
    #expect(signals.isIdle)
  }

  @Test func `who waits too long gets nothing and leaves nothing`() async {
    signals.expectEnd(of: order)
    #expect(await signals.outcome(of: order, within: .zero) == nil)
    #expect(signals.isIdle)
  }

  @Test func `an expectation can be dropped`() {
    signals.expectEnd(of: order)
    signals.expectEnd(of: order)
    signals.cancelExpectation(of: order)
    #expect(!signals.isIdle)
    signals.cancelExpectation(of: order)
    #expect(signals.isIdle)
  }

  @Test func `an end that nobody expects is not kept`() {
    signals.ended(order, as: outcome)
    #expect(signals.isIdle)
  }

  @Test func `a cancelled waiter returns at once and leaves nothing`() async {
    signals.expectEnd(of: order)
    await withTaskGroup { group in
      group.addTask { #expect(await signals.outcome(of: order, within: hour) == nil) }
      group.addTask { await signals.nextJob(within: hour) }
      group.cancelAll()
    }
    #expect(signals.isIdle)
  }

  @Test func `a job that came before the wait is not missed`() async {
    signals.lookAgain()
    await signals.nextJob(within: hour)
    #expect(signals.isIdle)
  }

  @Test func `nobody waits for a job longer than he said`() async {
    await signals.nextJob(within: .zero)
    #expect(signals.isIdle)
  }

  @Test func `ends and waits that race meet, every time`() async {
    for _ in 0..<500 {
      signals.expectEnd(of: order)
      async let end: Void = signals.ended(order, as: outcome)
      #expect(await signals.outcome(of: order, within: hour) == outcome)
      await end
    }
    #expect(signals.isIdle)
  }
}
