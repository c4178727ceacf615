package import Cryptoki
package import Logging
package import Signing

/// The sessions with one token, ready to sign.
package final class TokenPool: Sendable {
  package let name: String
  /// The token as it was found when the pool was opened.
  package let token: Token
  let lanes: SigningLanes<TokenSession>

  private init(name: String, token: Token, lanes: SigningLanes<TokenSession>) {
    self.name = name
    self.token = token
    self.lanes = lanes
  }

  deinit {
    lanes.beginShutdown()
  }

  /// Opens the module, logs in once, and opens the sessions one after the other.
  ///
  /// A token that allows fewer sessions than configured is used with those that it allows.
  ///
  /// - Throws: ``SigningError/notOpened(reason:)``, or ``SigningError/tokenParked(token:reason:)`` for a
  ///   PIN that is wrong or locked. No further login is tried then (law 8).
  package static func open(
    _ configuration: TokenConfiguration, logger: Logger
  ) async throws(SigningError) -> TokenPool {
    let lanes = SigningLanes<TokenSession>(
      token: configuration.name, capacity: configuration.queueCapacity,
      timeout: configuration.operationTimeout, openingTimeout: configuration.openingTimeout)
    do throws(SigningError) {
      try await lanes.addLane(0) { () throws(SigningError) in
        try TokenSession(first: configuration)
      }
      let (module, token) = try await lanes.perform { session in (session.module, session.token) }
      for lane in 1..<max(1, configuration.sessionCount) {
        do throws(SigningError) {
          try await lanes.addLane(lane) { () throws(SigningError) in
            try TokenSession(beside: module, token, name: configuration.name)
          }
        } catch .device("C_OpenSession", _, let name, _, _) {
          logger.warning(
            "token allows fewer sessions than configured; lower `sessions`",
            metadata: [
              "token": "\(configuration.name)", "sessions": "\(configuration.sessionCount)",
              "opened": "\(lane)", "code": "\(name)",
            ])
          break
        }
      }
      logger.info(
        "token opened",
        metadata: [
          "token": "\(configuration.name)", "label": "\(token.label)", "serial": "\(token.serial)",
          "sessions": "\(lanes.health.open)",
        ])
      return TokenPool(name: configuration.name, token: token, lanes: lanes)
    } catch {
      await lanes.shutdown()
      throw error
    }
  }

  /// How the sessions are doing, for readiness and metrics.
  package var health: LaneHealth { lanes.health }

  /// Refuses what waits, lets end what has begun, and closes the sessions.
  ///
  /// Returns when all are closed, but for those that hang in a call, which are left behind.
  package func shutdown() async {
    await lanes.shutdown()
  }
}
