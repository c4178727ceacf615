/// Why a replay nonce is refused.
package enum NonceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Never issued by this process, expired, or redeemed before. The three look alike on purpose.
  case unknown

  package var description: String {
    "the nonce is unknown, expired or used: repeat the request with the Replay-Nonce of this answer"
  }

  /// The answer to the client, which RFC 8555 §6.5 lets it retry.
  package var problem: ProblemDocument { ProblemDocument(.badNonce, detail: description) }
}
