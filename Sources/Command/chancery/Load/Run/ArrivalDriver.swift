import Synchronization

/// Lets applicants get certificates as a pattern of arrivals says, once.
struct ArrivalDriver: Sendable {
  let pattern: ArrivalPattern
  let seed: UInt64
  let stop: StopSign

  /// Returns when the last one has ended.
  func drive(_ applicants: Applicants) async {
    switch pattern {
    case .closed(let workers, let certificates, let duration):
      let deadline = duration.map { ContinuousClock().now + $0 }
      let tickets = LoadTickets(count: certificates, deadline: deadline, stop: stop)
      await withDiscardingTaskGroup { group in
        for _ in 0..<workers {
          group.addTask {
            while let arrival = tickets.next() {
              applicants.measurements.arrived()
              await applicants.obtain(arrival)
            }
          }
        }
      }
    case .open(let stages, let spacing, let limit):
      let gate = Gate(limit: limit)
      let schedule = ArrivalSchedule(stages: stages, spacing: spacing, seed: seed)
      await withDiscardingTaskGroup { group in
        let clock = ContinuousClock()
        let start = clock.now
        for moment in schedule {
          let arrival = Arrival(due: start + moment)
          if arrival.due > clock.now { try? await clock.sleep(until: arrival.due) }
          if stop.isUp { break }
          let begins = gate.arrived(arrival)
          applicants.measurements.arrived(isHeldBack: !begins)
          guard begins else { continue }
          group.addTask {
            var next: Arrival? = arrival
            while let arrival = next {
              await applicants.obtain(arrival)
              next = gate.ended()
            }
          }
        }
      }
    }
  }

  /// The gate, for tasks that end at any time.
  private final class Gate: Sendable {
    private let gate: Mutex<ArrivalGate>

    init(limit: Int) {
      gate = Mutex(ArrivalGate(limit: limit))
    }

    func arrived(_ arrival: Arrival) -> Bool { gate.withLock { $0.arrived(arrival) } }

    func ended() -> Arrival? { gate.withLock { $0.ended() } }
  }
}
