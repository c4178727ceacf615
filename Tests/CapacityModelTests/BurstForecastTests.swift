import CapacityModel
import Testing

@Suite("What becomes of a burst")
struct BurstForecastTests {
  /// 100 certificates a second by the HSM, a machine for any number of orders.
  private static func plan(_ change: (inout CapacityPlan) -> Void = { _ in }) -> CapacityPlan {
    Samples.plan {
      $0.tokens { $0.speed = Samples.speed([(1, 100)]) }
      $0.machine.cores = 1_000_000
      $0.queue = QueueTerms(finalizeWait: 2, longestWait: 10)
      change(&$0)
    }
  }

  struct Expected: Sendable {
    let orders: Int
    let rate: Double
    let atOnce: Int
    let processing: Int
    let refused: Int
    let allDone: Double
  }

  @Test(
    "Who waits how long follows from rates alone",
    arguments: [
      // No faster than they are served: nobody waits.
      Expected(orders: 1000, rate: 100, atOnce: 1000, processing: 0, refused: 0, allDone: 10),
      // Twice as fast: the queue takes 2 s to reach 200, all of whom wait for less than 2 s.
      Expected(orders: 300, rate: 200, atOnce: 300, processing: 0, refused: 0, allDone: 3),
      Expected(orders: 1000, rate: 200, atOnce: 400, processing: 600, refused: 0, allDone: 10),
      // Until 1,000 wait, which takes 10 s; from there on every second one is refused.
      Expected(orders: 3000, rate: 200, atOnce: 400, processing: 2100, refused: 500, allDone: 30),
      // All at once, nearly.
      Expected(
        orders: 10_000, rate: 1_000_000, atOnce: 200, processing: 801, refused: 8999, allDone: 100),
    ])
  func shares(expected: Expected) {
    let forecast = BurstForecast(
      Burst(orders: expected.orders, arrivalsPerSecond: expected.rate), for: Self.plan())
    #expect(forecast.answeredAtOnce == expected.atOnce)
    #expect(forecast.answeredProcessing == expected.processing)
    #expect(forecast.refusedAtFirst == expected.refused)
    #expect(abs(forecast.allDoneSeconds - expected.allDone) < 0.02)
    #expect(!forecast.waitsAtTheDoor)
  }

  @Test("All orders are accounted for, nobody is told more than the longest wait")
  func invariants() {
    for orders in [1, 2, 99, 1000, 123_457] {
      for rate in [1.0, 50, 100.5, 333, 5000, 1e6] {
        let forecast = BurstForecast(
          Burst(orders: orders, arrivalsPerSecond: rate), for: Self.plan())
        let told = [
          forecast.answeredAtOnce, forecast.answeredProcessing, forecast.refusedAtFirst,
        ]
        #expect(told.reduce(0, +) == orders)
        #expect(told.allSatisfy { $0 >= 0 })
        #expect(forecast.longestWaitSeconds <= 10.0001)
        #expect(forecast.acceptedDoneSeconds <= forecast.allDoneSeconds + 1e-9)
        #expect(forecast.curve.map(\.seconds) == forecast.curve.map(\.seconds).sorted())
      }
    }
  }

  @Test("The queue's curve rises, stays while the rest is refused, and ends when all is drained")
  func curve() {
    let forecast = BurstForecast(Burst(orders: 3000, arrivalsPerSecond: 200), for: Self.plan())
    #expect(forecast.curve.map(\.seconds) == [0, 10, 15, 25])
    #expect(forecast.curve.map(\.queued) == [0, 1000, 1000, 0])
    #expect(forecast.longestQueue == 1000)
  }

  @Test("Where the CPU is too slow, clients wait at the door, not in the queue")
  func door() {
    // 2 cores and 2.5 ms: 800 orders a second, far below what the HSM would sign.
    let plan = Self.plan {
      $0.machine.cores = 2
      $0.machine.writesPerSecond = 1_000_000
      $0.machine.syncsPerSecond = 1_000_000
      $0.tokens { $0.speed = Samples.speed([(1, 5000)]) }
    }
    let forecast = BurstForecast(Burst(orders: 8000, arrivalsPerSecond: 8000), for: plan)
    #expect(forecast.waitsAtTheDoor)
    #expect(forecast.acceptedPerSecond == 800)
    #expect(forecast.longestQueue == 0)
    #expect(abs(forecast.allDoneSeconds - 10) < 0.01)
  }

  @Test("A door that is wider than the line but too narrow for the burst lets a queue form")
  func narrowDoor() {
    let plan = Self.plan { $0.machine.cores = 1 }
    // 100/s take 100 ms of each second for the line; 900 ms are left for 1.5 ms each.
    let forecast = BurstForecast(Burst(orders: 6000, arrivalsPerSecond: 5000), for: plan)
    #expect(forecast.acceptedPerSecond == 600)
    #expect(forecast.waitsAtTheDoor)
    #expect(forecast.drainPerSecond == 100)
    #expect(forecast.longestQueue == 1000)
  }

  @Test("Where nothing is issued, nothing ends")
  func nothing() {
    let plan = Self.plan {
      $0.certificate.revocationLists = 1000
      $0.certificate.listSeconds = 1
    }
    let forecast = BurstForecast(Burst(orders: 10, arrivalsPerSecond: 10), for: plan)
    #expect(forecast.drainPerSecond == 0)
    #expect(forecast.allDoneSeconds == .infinity)
    #expect(forecast.refusedAtFirst + forecast.answeredAtOnce + forecast.answeredProcessing == 10)
  }
}
