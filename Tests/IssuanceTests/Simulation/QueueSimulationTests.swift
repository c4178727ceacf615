import Conformance
import Foundation
import Testing

@testable import Issuance

/// `CHANCERY_SIMULATION_SEED` and `CHANCERY_SIMULATION_HISTORIES` set what is run; a complaint names the
/// seed of its history, which alone shows it again with one history.
@Suite("Laws 1, 3 and 4: the queue in simulated histories", .timeLimit(.minutes(5)))
struct QueueSimulationTests {
  private static func setting(_ name: String, default number: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? number
  }

  @Test("none lost, none twice, order kept, waits bounded, every history ends with an empty queue")
  func histories() async {
    let seed = Self.setting(
      "CHANCERY_SIMULATION_SEED", default: UInt64.random(in: 0..<1_000_000_000))
    let count = Self.setting("CHANCERY_SIMULATION_HISTORIES", default: 10_000)
    let start = ContinuousClock.now
    let (complaints, jobs) = await withTaskGroup { group in
      let parts: UInt64 = 4
      for part in 0..<parts {
        group.addTask {
          var (complaints, jobs) = ([String](), 0)
          for number in stride(from: part, to: count, by: Int(parts)) where complaints.count < 10 {
            let (found, size) = Self.history(seed: seed + number)
            jobs += size
            complaints += found.map { "seed \(seed + number): \($0)" }
          }
          return (complaints, jobs)
        }
      }
      return await group.reduce(into: ([String](), 0)) { sum, part in
        sum.0 += part.0
        sum.1 += part.1
      }
    }
    print(
      "simulated \(count) histories, \(jobs) jobs, seed \(seed), \(ContinuousClock.now - start)")
    #expect(complaints.isEmpty, "\(complaints.prefix(10).joined(separator: "\n"))")
    #expect(jobs >= count)
  }

  @Test("would see an innocent order given up, if all that is lost counted as a try")
  func seesInjustice() {
    let unjust = (0..<2_000).lazy.map { (seed: UInt64) in
      Self.history(seed: seed, isEveryLossHeldAgainstJobs: true).complaints
    }.first { $0.contains("an innocent order was given up") }
    #expect(unjust != nil)
  }

  private static func history(seed: UInt64, isEveryLossHeldAgainstJobs: Bool = false)
    -> (complaints: [String], jobs: Int)
  {
    var random = SeededGenerator(seed: seed)
    var plan = Plan(drawnFrom: &random)
    if isEveryLossHeldAgainstJobs {
      plan.isEveryLossHeldAgainstJobs = true
      plan.triesLimit = 2
    }
    var world = SimulatedQueue(plan, random: random)
    if !world.run() { world.witness.complain("the queue was not empty in the end") }
    var witness = world.witness
    witness.conclude(world)
    return (witness.complaints, plan.jobs)
  }
}
