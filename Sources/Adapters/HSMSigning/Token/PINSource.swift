package import Cryptoki
package import Signing

/// Where a token's PIN comes from.
package protocol PINSource: Sendable {
  /// A text that changes when the operator changed the PIN, and reveals nothing of it, as a file's inode,
  /// size and time of change.
  ///
  /// The pool of a parked token asks once a second.
  func revision() -> String

  /// The PIN as it is now; asked for at each login.
  ///
  /// - Throws: ``SigningError/tokenUnavailable(token:reason:)`` when it can't be read; it is asked for again.
  func pin() throws(SigningError) -> PIN
}

/// A PIN that is in memory already.
package struct FixedPINSource: PINSource {
  private let fixed: PIN

  package init(_ pin: PIN) {
    fixed = pin
  }

  package func revision() -> String { "fixed" }

  package func pin() throws(SigningError) -> PIN { fixed }
}
