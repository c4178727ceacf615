package import AuthorityModel
package import Storage

/// Why a certificate was not revoked.
///
/// The ACME server maps each case to one problem document (RFC 8555 §6.7 and §7.6).
package enum RevocationError: Error, Sendable, Equatable {
  /// The bytes are no certificate; a clause without a full stop.
  case malformed(reason: String)
  /// No reason that anybody may give for a leaf.
  case unknownReason(RevocationReasonCode)
  /// A reason that only the CA's operator gives.
  case reasonOfOperators(RevocationReason)
  /// There is no such certificate, or whoever asks may not revoke it: nobody learns which.
  case unauthorized
  case expired(at: Timestamp)
  case alreadyRevoked(Revocation)
  /// There was no time left to begin the next step; what was done before stands.
  case outOfTime
  case storage(StorageError)
}

/// Runs a turn of storage, where there is time for it, and passes its error on as ours.
func stored<Result>(
  _ turn: () async throws(StorageError) -> Result
) async throws(RevocationError) -> Result {
  guard !TimeBudget.current.isSpent else { throw .outOfTime }
  do throws(StorageError) {
    return try await turn()
  } catch {
    throw .storage(error)
  }
}
