internal import AuthorityModel
internal import HummingbirdCore
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

/// The requests that are being read and answered, and the one who looks after those that take too long.
///
/// One look at all of them now and then costs less than a timer for each.
final class RequestsInHand: Service {
  private struct State {
    var requests: [UInt64: RequestInHand] = [:]
    var lastNumber: UInt64 = 0
  }

  private let limits: ListenerLimits
  private let clock: SteadyClock
  private let waits: any Clock<Duration>
  private let state = Mutex(State())

  init(limits: ListenerLimits, clock: SteadyClock, waits: any Clock<Duration> = ContinuousClock()) {
    self.limits = limits
    self.clock = clock
    self.waits = waits
  }

  var count: Int { state.withLock(\.requests.count) }

  /// Answers requests as before, each within its time.
  ///
  /// The budget begins here, where the head has come, and the request is in hand until its answer is
  /// written.
  func timed(
    _ responder: @escaping HTTPChannelHandler.Responder
  ) -> HTTPChannelHandler.Responder {
    { request, writer, channel in
      let pace = RequestPace(limits: self.limits, at: self.clock.now)
      let inHand = RequestInHand(pace: pace, channel: channel)
      let number = self.add(inHand)
      defer { self.remove(number) }
      let budget = TimeBudget(self.limits.request, by: self.clock)
      // A writer can't be copied, so that the closure takes it out of here.
      var writer = Optional(writer)
      try await RequestInHand.$current.withValue(inHand) {
        try await TimeBudget.$current.withValue(budget) {
          guard let writer = writer.take() else { return }
          try await responder(request, writer, channel)
        }
      }
    }
  }

  private func add(_ request: RequestInHand) -> UInt64 {
    state.withLock { state in
      state.lastNumber += 1
      state.requests[state.lastNumber] = request
      return state.lastNumber
    }
  }

  private func remove(_ number: UInt64) {
    state.withLock { $0.requests[number] = nil }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await self.waits.sleep(for: self.interval)) != nil { self.look() }
    }
  }

  /// Short against the shortest limit, so that each holds to a few per cent.
  private var interval: Duration {
    min(.seconds(1), max(.milliseconds(20), min(limits.requestBody, limits.answerReading) / 10))
  }

  /// Does what is due.
  private func look() {
    let now = clock.now
    for request in state.withLock({ Array($0.requests.values) }) { request.look(at: now) }
  }
}

/// A request that is being read or answered.
final class RequestInHand: Sendable {
  /// The one that this task answers; nil where nobody looks after it.
  @TaskLocal static var current: RequestInHand?

  /// What a body's reader is told where its client is too slow.
  struct BodyTooSlow: Error {}

  private let pace: Mutex<RequestPace>
  private let channel: any Channel

  init(pace: RequestPace, channel: any Channel) {
    self.pace = Mutex(pace)
    self.channel = channel
  }

  func bodyCame() { pace.withLock { $0.bodyCame() } }

  fileprivate func look(at now: Duration) {
    switch pace.withLock({ $0.verdict(at: now) }) {
    case .onTime: break
    case .bodyTooSlow: channel.pipeline.fireErrorCaught(BodyTooSlow())
    case .cutOff: channel.close(mode: .all, promise: nil)
    }
  }
}
