internal import Synchronization

extension TokenPool {
  /// How the token and its sessions are doing.
  package var status: TokenStatus {
    lanes.monitor.withLock { TokenStatus($0.machine, at: .now) }
  }

  /// The status now, and anew after each change of state.
  ///
  /// Who is slow gets the latest only.
  package func changes() -> AsyncStream<TokenStatus> {
    let rings = announcements.rings()
    return AsyncStream { [weak self] in
      for await _ in rings { return self?.status }
      return nil
    }
  }
}

/// Tells all who listen that something changed.
final class StatusAnnouncements: Sendable {
  private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])

  /// Rings once at once, and after each change.
  func rings() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    continuation.yield()
    let id = listeners.withLock { listeners in
      let id = (listeners.keys.max() ?? 0) + 1
      listeners[id] = continuation
      return id
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0[id] = nil }
    }
    return stream
  }

  func ring() {
    for listener in listeners.withLock({ Array($0.values) }) { listener.yield() }
  }

  func finish() {
    for listener in listeners.withLock({ Array($0.values) }) { listener.finish() }
  }
}
