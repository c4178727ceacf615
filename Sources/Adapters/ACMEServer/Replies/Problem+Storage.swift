internal import ACMEProtocol
internal import HTTPTypes
internal import Storage

/// What storage could not do.
extension Problem {
  /// Nothing was stored, so the client may send the same again.
  init(_ error: StorageError) {
    switch error {
    case .unavailable:
      self.init(
        .serverInternal, "The CA's database can't be used at the moment. Try again later.",
        status: 503)
      headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
    case .corrupt:
      self.init(.serverInternal, "The CA's database is damaged. Tell the CA's operator.")
    }
  }
}
