/// Which requests the access log tells of.
package enum AccessSampling: String, Sendable, CaseIterable {
  /// One in a hundred, and each that the server failed.
  case sampled
  case all

  private static let sampleSize = 100

  /// - Parameter request: How many came before it.
  func picks(request: Int, status: Int) -> Bool {
    switch self {
    case .all: true
    // Overload is answered with 503, and must not fill the log.
    case .sampled: request.isMultiple(of: Self.sampleSize) || (status >= 500 && status != 503)
    }
  }
}
