package import Signing
internal import Synchronization

/// What is known of a token's last login that did not end well.
package struct LoginRecord: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable {
    /// The PIN was about to be sent; the end is not known.
    case trying
    /// The token refused the PIN, and gets no other before the operator acts.
    case parked
  }

  package var state: State
  /// Why it is parked, for people.
  package var reason: String
  /// The ``PINSource/revision()`` of the PIN that was tried.
  package var pinRevision: String

  package init(state: State, reason: String, pinRevision: String) {
    self.state = state
    self.reason = reason
    self.pinRevision = pinRevision
  }
}

/// Where logins are remembered over restarts, lest each start tries a wrong PIN once more (law 8).
package protocol LoginLedger: Sendable {
  func record(ofToken name: String) -> LoginRecord?

  /// Writes down, or forgets, durably on return.
  ///
  /// - Throws: ``SigningError`` when that is not possible; no PIN is sent then.
  func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError)
}

/// A ledger that forgets when the process ends: for commands that log in once, and for tests.
package final class InProcessLoginLedger: LoginLedger {
  private let records = Mutex<[String: LoginRecord]>([:])

  package init() {}

  package func record(ofToken name: String) -> LoginRecord? {
    records.withLock { $0[name] }
  }

  package func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError) {
    records.withLock { $0[name] = record }
  }
}
