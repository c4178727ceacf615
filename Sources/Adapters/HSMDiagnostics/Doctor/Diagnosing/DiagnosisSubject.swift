package import Cryptoki

/// What the doctor is asked to look at.
package struct DiagnosisSubject: Sendable {
  /// The token's name in the configuration; nil when it was named by options.
  package var name: String?
  package var modulePath: String
  /// Which of the module's tokens is meant; nil for the only one.
  package var selection: TokenSelection?
  /// Whose habits the token has; nil when that is to be recognised.
  package var vendor: HSMVendor?
  package var pin: PINAccess
  /// The keys that must be there; empty for all that are.
  package var keys: [WantedKey] = []
  /// How many sessions a CA would open.
  package var sessionCount = 16
  /// Whether the PIN may be sent although the token is at its final try.
  package var isForced = false

  package init(name: String? = nil, modulePath: String, pin: PINAccess) {
    self.name = name
    self.modulePath = modulePath
    self.pin = pin
  }
}

/// Where the PIN is, and how to get it.
package struct PINAccess: Sendable {
  /// Where it is, as `the file secrets/pin`.
  package let place: String
  /// The mode of its file, where it is in one.
  package let fileMode: UInt32?
  /// Gets the PIN, or says in a phrase, and without the PIN, why there is none.
  let get: @Sendable () -> Result<PIN, PINAbsence>

  package init(
    place: String, fileMode: UInt32? = nil,
    get: @escaping @Sendable () -> Result<PIN, PINAbsence>
  ) {
    self.place = place
    self.fileMode = fileMode
    self.get = get
  }
}

/// Why there is no PIN to try.
package enum PINAbsence: Error, Sendable, Hashable {
  /// Nobody said where one is.
  case notGiven
  /// It can't be read from where it should be.
  case unreadable(reason: String, mend: String)
}
