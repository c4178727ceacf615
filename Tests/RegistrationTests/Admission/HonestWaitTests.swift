import AuthorityModel
import Conformance
import Foundation
import Testing

@testable import Registration

@Suite("Law 6: what clients are told in a burst", .timeLimit(.minutes(1)))
struct HonestWaitTests {
  /// A line of lanes whose signatures take 3 ms, more or less, under arrivals of ten times as many.
  private struct Burst {
    struct Wait {
      let told: Duration
      let actual: Duration
    }

    private struct InHand {
      let end: Double
      let order: OrderID
    }

    let laneCount: Int
    let terms: AdmissionTerms
    var generator: SeededGenerator
    private var board: QueueBoard
    private var acceptedAt: [OrderID: (time: Double, told: Duration)] = [:]
    private var queue: [OrderID] = []
    private var nextInQueue = 0
    private var inHand: [InHand] = []
    private(set) var waits: [Wait] = []
    private(set) var ends: [OrderID] = []
    private(set) var accepted: [OrderID] = []
    private(set) var refusedCount = 0

    init(laneCount: Int, longestWait: Duration, seed: UInt64) {
      self.laneCount = laneCount
      terms = AdmissionTerms(longestWait: longestWait, capacity: 100_000)
      generator = SeededGenerator(seed: seed)
      // The guess is twice too slow.
      board = QueueBoard(
        meter: DrainMeter(laneCount: laneCount, serviceTime: .milliseconds(6)))
    }

    /// - Parameters:
    ///   - overload: How many times as many orders come as can be signed.
    ///   - seconds: For how long they come; then the queue drains.
    mutating func run(overload: Double, seconds: Double) {
      let arrivalRate = overload * Double(laneCount) / 0.003
      var arrival = nextInterval(at: arrivalRate)
      while true {
        let end = inHand.map(\.end).min() ?? .infinity
        let next = arrival < seconds ? arrival : .infinity
        guard min(end, next) < .infinity else { return }
        if end <= next {
          finish(at: end)
        } else {
          arrive(at: next)
          arrival += nextInterval(at: arrivalRate)
        }
      }
    }

    /// Arrivals are independent of one another.
    private mutating func nextInterval(at rate: Double) -> Double {
      -log(Double.random(in: 1e-9..<1, using: &generator)) / rate
    }

    private mutating func arrive(at time: Double) {
      let account: AccountID = id()
      let forecast = board.forecast(ofNext: .normal, for: account, at: .seconds(time))
      guard terms.objection(to: forecast, jobCount: board.jobCount, at: .finalizing) == nil else {
        refusedCount += 1
        return
      }
      let order: OrderID = id()
      let number = Int64(accepted.count + 1)
      board.accepted(
        order, of: account,
        at: QueuePosition(number: number, queueClass: .normal, place: number), now: .seconds(time))
      accepted.append(order)
      queue.append(order)
      let own = board.forecast(of: order, at: .seconds(time))
      acceptedAt[order] = (time, own.map { RetryAdvice.wait(for: $0, using: &generator) } ?? .zero)
      start(at: time)
    }

    private mutating func start(at time: Double) {
      while inHand.count < laneCount, nextInQueue < queue.count {
        let service = 0.003 * Double.random(in: 0.6...1.4, using: &generator)
        inHand.append(InHand(end: time + service, order: queue[nextInQueue]))
        nextInQueue += 1
      }
    }

    private mutating func finish(at time: Double) {
      guard let index = inHand.firstIndex(where: { $0.end <= time }) else { return }
      let order = inHand.remove(at: index).order
      board.ended(order, now: .seconds(time))
      ends.append(order)
      if let before = acceptedAt[order] {
        waits.append(Wait(told: before.told, actual: .seconds(time - before.time)))
      }
      start(at: time)
    }

    private mutating func id<Resource>() -> ResourceID<Resource> {
      ResourceID(at: TestRegistry.start, using: &generator)
    }
  }

  @Test(
    "Told waits are within a fifth of the actual ones at p90, order is kept, and the longest holds",
    arguments: [(1, 20.0), (8, 4.0)], [UInt64(1)])
  func burst(line: (laneCount: Int, seconds: Double), seed: UInt64) {
    var burst = Burst(laneCount: line.laneCount, longestWait: .seconds(20), seed: seed)
    burst.run(overload: 10, seconds: line.seconds)
    #expect(burst.ends.count == burst.accepted.count)
    #expect(burst.refusedCount > 0)
    // Whole seconds say little of shorter waits.
    let long = burst.waits.filter { $0.actual >= .seconds(5) }
    let errors = long.map { abs($0.told.inSeconds / $0.actual.inSeconds - 1) }.sorted()
    #expect(errors.count > 1000)
    #expect(errors[errors.count * 9 / 10] < 0.2, "\(errors[errors.count * 9 / 10])")
    let early = long.count { $0.told < $0.actual }
    #expect(early * 5 < long.count, "\(early) of \(long.count) would come too early")
    #expect(burst.waits.allSatisfy { $0.actual < .seconds(22) })
    // Lanes finish a few in another order than they began them.
    let places = Dictionary(uniqueKeysWithValues: burst.accepted.enumerated().map { ($1, $0) })
    let shifts = burst.ends.enumerated().map { abs(places[$1, default: 0] - $0) }
    #expect(shifts.allSatisfy { $0 <= line.laneCount * 3 })
  }

  @Test("Those who are refused come back no faster than there is room, the first one first")
  func returns() {
    var schedule = ReturnSchedule()
    var generator = SeededGenerator(seed: 1)
    let told = (0..<1000).map { _ in
      schedule.nextReturn(
        at: .seconds(5), room: .seconds(30), interval: .milliseconds(10), span: .seconds(60),
        using: &generator)
    }
    #expect(told.first == .seconds(30))
    #expect(told.last == .seconds(30) + .milliseconds(9990))
    #expect(told == told.sorted())
  }

  @Test("However many are refused, nobody is put behind more than the longest wait")
  func boundedReturns() {
    var schedule = ReturnSchedule()
    var generator = SeededGenerator(seed: 1)
    let told = (0..<100_000).map { _ in
      schedule.nextReturn(
        at: .zero, room: .seconds(30), interval: .milliseconds(10), span: .seconds(60),
        using: &generator)
    }
    #expect(told.allSatisfy { (.seconds(30)...(.seconds(90))).contains($0) })
    // What was promised is forgotten as its time passes.
    let later = schedule.nextReturn(
      at: .seconds(200), room: .seconds(1), interval: .milliseconds(10), span: .seconds(60),
      using: &generator)
    #expect(later == .seconds(1))
  }

  @Test(
    "Retry-After is in whole seconds, at least one and at most an hour",
    arguments: [
      (Duration.milliseconds(3), 1...1), (.seconds(10), 10...11), (.seconds(100_000), 3600...3600),
    ])
  func bounds(wait: Duration, told: ClosedRange<Int>) {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let advice = RetryAdvice.wait(
        for: QueueForecast(jobsAhead: 1, jobsPerSecond: 1, wait: wait), using: &generator)
      #expect(told.contains(RetryAdvice.inSeconds(advice)))
    }
  }
}
