internal import Validation

/// The time and size that one request to an applicant's host may take.
package struct FetchLimits: Sendable, Hashable {
  package var connectTimeout: Duration
  /// From the connection to the last byte of the response, a TLS handshake included.
  package var exchangeTimeout: Duration
  package var headLimitInBytes: Int
  /// A key authorization has fewer than 200 bytes.
  package var bodyLimitInBytes: Int
  /// Certificates of a handshake, which nobody reads.
  package var handshakeLimitInBytes: Int

  package init(
    connectTimeout: Duration = .seconds(4), exchangeTimeout: Duration = .seconds(5),
    headLimitInBytes: Int = 16 * 1024, bodyLimitInBytes: Int = 64 * 1024,
    handshakeLimitInBytes: Int = 128 * 1024
  ) {
    self.connectTimeout = connectTimeout
    self.exchangeTimeout = exchangeTimeout
    self.headLimitInBytes = headLimitInBytes
    self.bodyLimitInBytes = bodyLimitInBytes
    self.handshakeLimitInBytes = handshakeLimitInBytes
  }

  /// What may come in over one connection, as the socket delivers it.
  ///
  /// Twice the body, since chunks and records have frames of their own.
  func inboundLimitInBytes(for scheme: HTTPTarget.Scheme) -> Int {
    let response = headLimitInBytes + 2 * bodyLimitInBytes
    switch scheme {
    case .http: return response
    case .https: return response + handshakeLimitInBytes
    }
  }
}
