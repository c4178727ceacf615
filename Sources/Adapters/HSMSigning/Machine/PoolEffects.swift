import Signing

/// What the driver does after an event.
struct PoolEffects {
  /// Lanes whose threads look for something to do.
  var wake: [Int] = []
  /// Lanes that get a thread.
  var start: [Int] = []
  var refusals: [(request: UInt64, error: SigningError)] = []
  var notices: [PoolNotice] = []
  /// Whether an attempt to connect ended, well or not.
  var attemptEnded = false
}

/// What the operator is told.
enum PoolNotice: Equatable {
  case connected(lanes: Int)
  case healed(after: Duration)
  case lost(LaneFault)
  case attemptFailed(LaneFault, failures: Int)
  case loginLost(LaneFault)
  case parked(reason: String)
  case laneClosed(Int, LaneFault)
  case laneStuck(Int, work: String, replaced: Bool)
  case laneReturned(Int)
  case fewerSessions(open: Int, configured: Int)
}

/// What a lane's thread does next.
enum LaneStep: Equatable {
  case connect(reinitialising: Bool)
  case open
  case login
  case prove
  case serve(UInt64)
  case ping
  case wait
  case leave
}

/// What becomes of the result that a lane brings.
enum ServiceOutcome: Equatable {
  case deliver(UInt64)
  /// Another try is made.
  case keep
  /// Nobody waits for it any more.
  case discard
}
