/// Why a request to an applicant's host brought no response.
package struct FetchError: Error, Sendable {
  package enum Code: Sendable, Hashable {
    /// No connection: refused, unreachable, or not established in time.
    case notConnected
    /// Connected, but the response was not complete in time.
    case timedOut
    /// Connected, but the peer closed or reset the connection before the response was complete.
    case closedEarly
    case tooLarge
    /// What came back is not HTTP/1.
    case malformedResponse
    /// Connected, but no TLS session came about, or it broke.
    case tlsFailure
    case cancelled
    /// The fault is ours (no sockets left, say), not the applicant's.
    case fetcherFault
  }

  package let code: Code
  /// What happened, without the address; `connection refused`.
  package let context: String
  package let cause: (any Error)?

  package init(_ code: Code, _ context: String, cause: (any Error)? = nil) {
    self.code = code
    self.context = context
    self.cause = cause
  }
}

extension FetchError: CustomStringConvertible {
  package var description: String { context }
}
