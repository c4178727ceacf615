/// The time and size that one request to an applicant's host may take.
package struct FetchLimits: Sendable, Hashable {
  package var connectTimeout: Duration
  /// From the connection to the last byte of the response.
  package var exchangeTimeout: Duration
  package var headLimitInBytes: Int
  /// A key authorization has fewer than 200 bytes.
  package var bodyLimitInBytes: Int

  package init(
    connectTimeout: Duration = .seconds(4), exchangeTimeout: Duration = .seconds(5),
    headLimitInBytes: Int = 16 * 1024, bodyLimitInBytes: Int = 64 * 1024
  ) {
    self.connectTimeout = connectTimeout
    self.exchangeTimeout = exchangeTimeout
    self.headLimitInBytes = headLimitInBytes
    self.bodyLimitInBytes = bodyLimitInBytes
  }
}
