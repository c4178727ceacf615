package import AuthorityModel

/// Keeps what becomes of authorizations: whatever returns without an error is durable.
package protocol AuthorizationStore: Sendable {
  func authorization(_ id: AuthorizationID) async throws(StorageError) -> Authorization?

  /// Replaces an authorization, if it is still as it was read.
  ///
  /// - Returns: False, and nothing stored, where somebody was faster.
  func update(_ old: Authorization, to new: Authorization) async throws(StorageError) -> Bool

  /// The authorizations of which a challenge is being processed, oldest first: what a crash left.
  func authorizationsInValidation() async throws(StorageError) -> [Authorization]
}
