package import AuthorityModel

/// Says in which class of the queue an order's job stands.
///
/// A renewal goes first where its certificate is about to end, or was ended by somebody else than its
/// subscriber. A certificate can be replaced once (``OrderStore/insert(_:with:)``), so nobody gets more
/// first places than he has certificates in that plight; and his share of the queue holds there, too.
///
/// - Note: RFC 9773 §5 suggests that renewals be favoured; docs/decisions/0029.
package enum QueueClassifier {
  /// - Parameter replaced: What the order replaces.
  package static func queueClass(
    replacing replaced: ReplacedCertificate?, for account: Account, at now: Timestamp
  ) -> QueueClass {
    if let urgentFrom = replaced?.urgentFrom, urgentFrom <= now { return .renewal }
    return account.isBulk ? .bulk : .normal
  }

  /// From when on the replacement of a certificate is urgent; nil where it isn't any more, and won't be.
  package static func urgency(of certificate: CertificateStanding, at now: Timestamp) -> Timestamp?
  {
    // What ended long ago is nobody's emergency; else old certificates would be first places in store.
    // So would those that were ordered to end at once, as `notAfter` allows (RFC 8555 §7.4).
    guard now <= certificate.notAfter + lastDay, certificate.lifetime >= shortestLife else {
      return nil
    }
    if let revocation = certificate.revocation {
      return revocation.source.isOthers ? revocation.revokedAt : nil
    }
    return certificate.notAfter + (.zero - lastDay)
  }

  private static let lastDay = Duration.seconds(86_400)
  /// Of what lives for days only, every renewal is one shortly before the end.
  private static let shortestLife = Duration.seconds(6 * 86_400)
}

extension Revocation.Source {
  /// Whether it was ended by another's word, and may be a surprise.
  ///
  /// Who revokes his own certificate before he has the next one chose so, whichever of his keys he does it
  /// with, and whatever else bears that key; else he could put himself first by it.
  fileprivate var isOthers: Bool {
    switch self {
    case .administrator: true
    case .blockedKey, .certificateKey, .subscriber, .authorizedAccount: false
    }
  }
}
