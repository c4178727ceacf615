import Logging

extension PoolNotice {
  /// Writes the notice down, in a sentence.
  func log(to logger: Logger, token: String) {
    let (level, message) = entry
    logger.log(level: level, "\(message)", metadata: ["token": "\(token)"])
  }

  private var entry: (Logger.Level, String) {
    switch self {
    case .connected(let lanes):
      (.info, "the token is connected; \(lanes) sessions are opened")
    case .healed(let duration):
      (.notice, "the token healed after \(duration.inWords); its keys were found and proved again")
    case .lost(let fault):
      (.warning, "the token is lost and is connected anew: \(fault.reason)")
    case .attemptFailed(let fault, let failures):
      (
        failures == 1 ? .warning : .info,
        "the token could not be connected (attempt \(failures)); it is tried again: \(fault.reason)"
      )
    case .loginLost(let fault):
      (.warning, "the login is lost; one session logs in again for all: \(fault.reason)")
    case .parked(let reason):
      (.error, "the token is parked until its operator acts: \(reason)")
    case .laneClosed(let lane, let fault):
      (.warning, "session \(lane) is lost and is opened anew: \(fault.reason)")
    case .laneStuck(let lane, let work, let isReplaced):
      (
        .warning,
        "session \(lane) hangs in \(work); its thread is left behind"
          + (isReplaced ? " and another takes its place" : ", and no other takes its place")
      )
    case .laneReturned(let lane):
      (
        .notice,
        "session \(lane) came back late and is closed; where many do, more sessions ask the device "
          + "than it serves in half of operation_timeout: lower sessions, or raise operation_timeout"
      )
    case .fewerSessions(let open, let configured):
      (
        .warning,
        "the token allows \(open) sessions, \(configured) are configured; lower `sessions`"
      )
    }
  }
}
