internal import Crypto

/// What an applicant must show to prove control: the challenge's token, bound to the account's key.
///
/// - Note: RFC 8555 §8.1.
package struct KeyAuthorization: Sendable, Hashable {
  package let token: ChallengeToken
  /// The token, a dot, and the key's thumbprint: what http-01 serves (RFC 8555 §8.3).
  package let text: String

  package init(token: ChallengeToken, key: JSONWebKey) {
    self.token = token
    self.text = "\(token.text).\(key.thumbprintText)"
  }

  /// SHA-256 of the text: what tls-alpn-01 carries (RFC 8737 §3), and dns-01 as base64url
  /// (RFC 8555 §8.4).
  package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
