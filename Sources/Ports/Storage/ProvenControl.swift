package import AuthorityModel

/// Tells what accounts have proved to control.
package protocol ProvenControl: Sendable {
  /// Whether an account holds a valid authorization for each of these names.
  ///
  /// - Parameter names: As a certificate bears them; a wildcard needs an authorization of its own.
  func account(_ account: AccountID, controls names: [String], at now: Timestamp)
    async throws(StorageError) -> Bool
}
