package import AuthorityModel

/// Puts accounts into the bulk class, or back; the word is the operator's and no client's.
package protocol BulkAccounts: Sendable {
  /// Jobs that are queued already stay where they are.
  ///
  /// - Returns: The account as it now stands; nil where there is none.
  func setBulk(_ isBulk: Bool, for account: AccountID) async throws(StorageError) -> Account?
}
