/// A stretch of a certificate's way whose latency is reported on its own.
///
/// All but the last three are one exchange of request and answer, without the waits between attempts.
enum LoadStep: String, Sendable, CaseIterable {
  case newNonce = "new-nonce"
  case newAccount = "new-account"
  case newOrder = "new-order"
  case authorization = "authorization"
  case challenge = "challenge"
  case authorizationPoll = "authorization-poll"
  case finalize = "finalize"
  case orderPoll = "order-poll"
  case certificate = "certificate"
  /// From the first word about a challenge until its authorization is valid.
  case validation = "validation"
  /// From the new order until the chain was checked: what a client sees once it may begin.
  case whole = "whole"
  /// From the moment that the certificate was due until its chain was checked: what a client sees that
  /// comes when it comes.
  case fromDue = "from-due"
}
