import Synchronization

/// Keeps the nonces that answers brought, for the next requests of all workers.
///
/// - Note: RFC 8555 §6.5: every answer to a POST carries one.
final class NoncePool: Sendable {
  private let nonces = Mutex<[String]>([])

  /// Takes the newest nonce, which will live longest.
  func take() -> String? {
    nonces.withLock { $0.popLast() }
  }

  func put(_ nonce: String) {
    nonces.withLock { $0.append(nonce) }
  }

  /// Forgets all but this one: a server that refuses a nonce has most likely restarted, and would
  /// refuse the others too.
  func keepOnly(_ nonce: String?) {
    nonces.withLock { $0 = nonce.map { [$0] } ?? [] }
  }
}
