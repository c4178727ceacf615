import ACMEProtocol
import Synchronization

/// The key authorizations that the responder shows at present, by token.
final class ChallengeTokens: Sendable {
  private let texts = Mutex<[String: String]>([:])

  func publish(_ authorization: KeyAuthorization) {
    texts.withLock { $0[authorization.token.text] = authorization.text }
  }

  func withdraw(_ token: String) {
    texts.withLock { _ = $0.removeValue(forKey: token) }
  }

  /// What belongs at this path, if anything.
  ///
  /// - Note: RFC 8555 §8.3.
  func text(atPath path: String) -> String? {
    let prefix = "/.well-known/acme-challenge/"
    guard path.hasPrefix(prefix) else { return nil }
    let token = String(path.dropFirst(prefix.count))
    return texts.withLock { $0[token] }
  }
}
