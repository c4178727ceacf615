import CertificateFormats
import Cryptoki
package import Logging
package import Signing
package import Telemetry
package import X509

/// The sessions with one token, which heal by themselves (law 9).
///
/// A pool lives as long as its process wants the token, whether the token is there or not; see
/// ``status``.
package final class TokenPool: Sendable {
  package let name: String
  let lanes: SigningLanes<TokenConnector>
  let keys: KeyRegister
  let desk: LoginDesk
  let announcements: StatusAnnouncements

  private init(
    _ configuration: TokenConfiguration, pinSource: any PINSource, ledger: any LoginLedger,
    metrics: SignatureMetrics?, logger: Logger
  ) {
    name = configuration.name
    keys = KeyRegister()
    desk = LoginDesk(token: name, source: pinSource, ledger: ledger)
    let announcements = StatusAnnouncements()
    self.announcements = announcements
    lanes = SigningLanes(
      TokenConnector(configuration: configuration, desk: desk, keys: keys),
      PoolRules(configuration),
      report: { notice in
        notice.log(to: logger, token: configuration.name)
        announcements.ring()
      },
      served: { metrics?.signed(waiting: $0, service: $1) })
  }

  deinit {
    lanes.beginShutdown()
  }

  /// Opens a pool and waits for the end of its first attempt to connect.
  ///
  /// A token that is away, or whose PIN is wrong, makes no error here: the pool is then disconnected and
  /// tries on, or parked until the operator acts (law 8); see ``unavailability``.
  ///
  /// - Parameter metrics: Where the time is kept that signatures take.
  /// - Throws: ``SigningError/notOpened(reason:)`` for what doesn't heal by itself: no such module, no
  ///   module at all, one that can't be initialised so, no such token though there are others.
  package static func open(
    _ configuration: TokenConfiguration, pinSource: any PINSource, ledger: any LoginLedger,
    metrics: SignatureMetrics? = nil, logger: Logger
  ) async throws(SigningError) -> TokenPool {
    let pool = TokenPool(
      configuration, pinSource: pinSource, ledger: ledger, metrics: metrics, logger: logger)
    await pool.lanes.attemptEnds()
    let phase = pool.lanes.monitor.withLock { $0.machine.phase }
    guard let fault = phase.fault, fault.recovery == .stop, !phase.hasConnected else { return pool }
    await pool.shutdown()
    if case .device = fault.error { throw .notOpened(reason: fault.reason) }
    throw fault.error
  }

  /// Why nothing can be signed just now, as an error to be thrown; nil when it can.
  package var unavailability: SigningError? {
    lanes.monitor.withLock { state in
      switch state.machine.phase.state {
      case .connected: nil
      case .parked:
        .tokenParked(token: name, reason: state.machine.phase.fault?.reason ?? "")
      case .shutDown: .shutDown
      case .due, .connecting, .loggingIn, .broken: state.machine.unavailability
      }
    }
  }

  /// Makes a signer of a private key, and proves that it is the one of a certificate (law 9).
  ///
  /// While the token is away nothing can be proved; the key is then proved when it is back, and no
  /// session serves before that.
  ///
  /// - Parameters:
  ///   - key: How the key is named on the token.
  ///   - certificateKey: The public key of the issuer's certificate.
  /// - Throws: ``SigningError`` `.keyMissing`, `.keyAmbiguous`, `.wrongKeyType`, `.wrongKey`,
  ///   `.keyMayNotSign`, `.unsupportedKey` or `.proofFailed`, or what the token's calls throw.
  package func signer(
    forKey key: KeySelection, certificateKey: Certificate.PublicKey
  ) async throws(SigningError) -> HSMSigner {
    guard let algorithm = SignatureAlgorithm(of: certificateKey) else {
      throw .unsupportedKey(found: certificateKey.description)
    }
    let registered = keys.number(key, certificateKey, algorithm)
    if unavailability == nil {
      do throws(SigningError) {
        try await lanes.perform { session, _ throws(LaneFault) in _ = try session.prove(registered)
        }
      } catch {
        guard error.mayRetry else { throw error }
      }
    }
    keys.keep(registered)
    return HSMSigner(pool: self, key: registered)
  }

  /// The operator's word that the token may be tried again, though parked.
  ///
  /// What is remembered of the last login is forgotten, and one login is sent, even if it is the last
  /// that the token allows.
  ///
  /// - Returns: How things stand when that try has ended.
  @discardableResult
  package func unpark() async throws(SigningError) -> TokenStatus {
    guard !status.isReady else { return status }
    try desk.orderTry()
    lanes.tryAgain()
    await lanes.attemptEnds()
    return status
  }

  /// Refuses what waits, lets end what has begun, and closes the sessions.
  ///
  /// Returns when all are closed, but for those that hang in a call, which are left behind.
  package func shutdown() async {
    await lanes.shutdown()
    announcements.finish()
  }
}
