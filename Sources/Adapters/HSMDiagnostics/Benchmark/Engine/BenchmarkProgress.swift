import Synchronization

/// How far a benchmark is, and whether it is to stop; seen by all of its threads.
package final class BenchmarkProgress: Sendable {
  /// What a step does at the moment.
  package enum Phase: Int, Sendable {
    case opening
    case warmingUp
    case measuring
    case verifying
  }

  /// What is shown of it.
  package struct Snapshot: Sendable, Hashable {
    package let sessions: Int
    package let phase: Phase
    /// Signatures in this phase of this step.
    package let signatures: Int
  }

  private let sessions = Atomic(0)
  private let phase = Atomic(Phase.opening.rawValue)
  private let signatures = Atomic(0)
  private let stopped = Atomic(false)

  package init() {}

  package var snapshot: Snapshot {
    Snapshot(
      sessions: sessions.load(ordering: .relaxed),
      phase: Phase(rawValue: phase.load(ordering: .relaxed)) ?? .opening,
      signatures: signatures.load(ordering: .relaxed))
  }

  /// Asks all threads to end after the signature that they are at; what was measured stays.
  package func stop() { stopped.store(true, ordering: .relaxed) }

  package var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Begins a phase; its signatures count from zero.
  package func begin(_ newPhase: Phase, sessions count: Int) {
    sessions.store(count, ordering: .relaxed)
    signatures.store(0, ordering: .relaxed)
    phase.store(newPhase.rawValue, ordering: .relaxed)
  }

  /// Counts a signature that is about to be made, unless as many as wanted have begun.
  package func takeTicket(of wanted: Int) -> Bool {
    signatures.add(1, ordering: .relaxed).newValue <= wanted
  }
}
