/// When a validation that failed is tried again.
///
/// Only what may pass by itself is: a host that can't be reached yet, a record that isn't everywhere
/// yet. A wrong answer stays wrong.
///
/// - Note: RFC 8555 §8.2, which sees no reason to try more often than every five seconds.
package struct ValidationRetries: Sendable, Hashable {
  /// How long to wait after the first failure, after the second, and so on; then no more.
  package let pauses: [Duration]

  package init(pauses: [Duration]) {
    self.pauses = pauses
  }

  /// The first failure is the last.
  package static let none = ValidationRetries(pauses: [])

  /// Half a minute in all: as long as clients wait, and time enough for most slow beginnings.
  package static let standard = ValidationRetries(
    pauses: [.seconds(5), .seconds(10), .seconds(15)])

  /// - Returns: When to try again; nil where it is over.
  func nextAttempt(after trouble: ValidationTrouble, at now: Timestamp) -> Timestamp? {
    guard let last = trouble.failures.last, last.kind.mayPass,
      trouble.failures.count <= pauses.count
    else { return nil }
    return now + pauses[trouble.failures.count - 1]
  }
}

extension Failure.Kind {
  /// Whether the same attempt may succeed a little later.
  fileprivate var mayPass: Bool {
    switch self {
    case .connection, .dns, .serverInternal, .tls: true
    case .badCSR, .badPublicKey, .caa, .compound, .incorrectResponse, .rejectedIdentifier,
      .unauthorized:
      false
    }
  }
}
