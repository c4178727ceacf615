import Synchronization

/// Says that nothing new is to begin, because whoever runs the load wants it to end.
final class StopSign: Sendable {
  private let isRaised = Atomic(false)

  func raise() { isRaised.store(true, ordering: .relaxed) }

  var isUp: Bool { isRaised.load(ordering: .relaxed) }
}
