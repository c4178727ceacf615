internal import AuthorityModel
internal import Logging
internal import Signing

/// Tells the operator what is new about the signer.
struct TroubleLog: Sendable {
  let clock: WallClock
  let logger: Logger

  @Sendable func tell(_ notice: TokenTrouble.Notice) {
    switch notice {
    case .failing(let error):
      logger.log(
        // What no other try changes waits for the operator, and with it every order (law 3).
        level: error.mayRetry ? .warning : .error,
        "Nothing can be signed; accepted orders keep their places in the queue",
        metadata: ["reason": "\(error)"])
    case .stillFailing(let error, let tries, let since):
      logger.log(
        level: error.mayRetry ? .warning : .error, "Still nothing can be signed",
        metadata: ["reason": "\(error)", "tries": "\(tries)", "for": "\(clock.now - since)"])
    case .recovered(let tries, let since):
      logger.notice(
        "Signing goes on", metadata: ["tries": "\(tries)", "after": "\(clock.now - since)"])
    }
  }
}
