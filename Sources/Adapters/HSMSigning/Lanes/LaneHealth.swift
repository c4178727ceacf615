/// How a token's lanes are doing, for readiness and metrics.
package struct LaneHealth: Sendable, Hashable {
  /// Lanes that serve requests, now or as soon as one comes.
  package let open: Int
  /// Those among them that are at work.
  package let busy: Int
  /// Lanes whose call of the module has not returned in time.
  package let stuck: Int
  /// Requests that wait for a lane.
  package let queued: Int
  package let isShutDown: Bool

  /// Whether anything can be signed.
  package var isReady: Bool { open > 0 && !isShutDown }

  init(_ queue: SigningQueue) {
    open = queue.lanes.values.count(where: \.isUsable)
    busy = queue.lanes.values.count { if case .busy = $0 { true } else { false } }
    stuck = queue.lanes.values.count { $0 == .stuck }
    queued = queue.queuedCount
    isShutDown = queue.isShutDown
  }
}
