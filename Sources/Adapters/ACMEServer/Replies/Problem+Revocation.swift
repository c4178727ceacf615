internal import ACMEProtocol
internal import AuthorityModel
internal import Revocation

/// What the revocation of a certificate is refused for (RFC 8555 §7.6).
extension Problem {
  init(_ error: RevocationError) {
    switch error {
    case .malformed(let reason):
      self.init(
        .malformed, "The payload's member 'certificate' is no certificate in DER: \(reason).")
    case .unknownReason(let code):
      let number = code.value.map { "\($0) is" } ?? "The number given is"
      self.init(
        .badRevocationReason,
        "\(number) no reason to revoke a server certificate for; give none, or one of "
          + "\(Problem.subscriberReasons) (RFC 5280 §5.3.1).")
    case .reasonOfOperators(let reason):
      self.init(
        .badRevocationReason,
        "\(reason.rawValue) (\(reason)) is for the CA's operator to give; give none, or one of "
          + "\(Problem.subscriberReasons).")
    case .unauthorized:
      // The same words for all that can't be revoked by whoever asks, so that nobody learns which
      // certificates there are.
      self.init(
        .unauthorized,
        "This is no certificate of this CA that whoever signed the request may revoke. Sign with the "
          + "account that ordered it, with an account that is authorized for all of its names, or "
          + "with its own key.")
    case .expired(let time):
      self.init(
        .malformed,
        "The certificate expired at \(ACMEProtocol.Timestamp(time.date).text); there is nothing left "
          + "to revoke.")
    case .alreadyRevoked(let standing):
      self.init(
        .alreadyRevoked,
        "The certificate was revoked at \(ACMEProtocol.Timestamp(standing.revokedAt.date).text) "
          + "(\(standing.reason)).")
    case .outOfTime:
      self.init(outOfTime: "Send the same request again.")
    case .storage(let error):
      self.init(error)
    }
  }

  private static var subscriberReasons: String {
    RevocationReason.allCases.filter { $0 != .privilegeWithdrawn }
      .map { "\($0.rawValue) (\($0))" }.joined(separator: ", ")
  }
}
