internal import Synchronization

/// How far the ACME listener is on its way from start to end.
final class ServingPhase: Sendable {
  enum Phase: String {
    case starting
    case serving
    case draining
  }

  private let phase = Mutex(Phase.starting)

  var current: Phase { phase.withLock { $0 } }

  func become(_ next: Phase) {
    phase.withLock { $0 = next }
  }
}
