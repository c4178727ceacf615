internal import AuthorityModel
internal import Signing
internal import Storage

/// Why a job goes no further in this attempt.
enum JobStop: Error {
  /// Storage took a step's record no more.
  case storage(StorageError)
  /// Another issuer holds the job now.
  case leaseLost
  /// Its turn will not come here: the issuer shuts down, or the signer has been away for too long.
  case dismissed
  /// The token didn't sign for as long as an order may live.
  case unsigned(SigningError)
  /// The order can never be fulfilled.
  case refused(Failure)
  /// Nobody can tell for now whether it may be.
  case undecided(Failure)
  /// Every attempt ended badly for the job's own reasons.
  case poisonous(reason: String)
}

/// Takes a storage error for what it is to a job.
func recording<Result: Sendable>(
  _ write: () async throws(StorageError) -> Result
) async throws(JobStop) -> Result {
  do throws(StorageError) {
    return try await write()
  } catch {
    throw .storage(error)
  }
}
