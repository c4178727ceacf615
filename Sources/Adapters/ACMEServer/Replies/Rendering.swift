internal import ACMEProtocol
internal import AuthorityModel
internal import Registration

/// Turns what the CA holds into what clients see.
///
/// - Note: RFC 8555 §7.1.
struct Rendering: Sendable {
  let urls: ResourceURLs

  func directory(_ meta: DirectoryMeta) -> DirectoryResource {
    DirectoryResource(
      newNonce: urls[.newNonce], newAccount: urls[.newAccount], newOrder: urls[.newOrder],
      revokeCert: urls[.revokeCert], keyChange: urls[.keyChange],
      renewalInfo: urls[.renewalInfo(nil)],
      meta: DirectoryResource.Metadata(
        termsOfService: meta.termsOfService, website: meta.website,
        caaIdentities: meta.caaIdentities.isEmpty ? nil : meta.caaIdentities))
  }

  func account(_ account: Account, hasAgreedToTerms: Bool) -> AccountResource {
    let status: AccountResource.Status =
      switch account.status {
      case .valid: .valid
      case .deactivated: .deactivated
      case .revoked: .revoked
      }
    return AccountResource(
      status: status, contact: account.contacts.isEmpty ? nil : account.contacts,
      termsOfServiceAgreed: hasAgreedToTerms ? true : nil,
      orders: urls[.accountOrders(account.id, after: nil)])
  }

  func order(_ view: OrderRegistry.View) -> OrderResource {
    let order = view.order
    let status: OrderResource.Status =
      switch view.status {
      case .pending: .pending
      case .ready: .ready
      case .processing: .processing
      case .valid: .valid
      case .invalid: .invalid
      }
    var resource = OrderResource(
      status: status, expires: time(order.expiresAt),
      identifiers: order.identifiers.map(identifier),
      notBefore: order.requestedNotBefore.map(time), notAfter: order.requestedNotAfter.map(time),
      replaces: order.replaces.map { CertificateIdentifier($0.reference) },
      authorizations: order.authorizations.map { urls[.authorization($0)] },
      finalize: urls[.finalize(order.id)])
    if case .valid(let serial) = order.state {
      resource.certificate = urls[.certificate(serial)]
    }
    resource.error = view.failure.map(Problem.document(for:))
    return resource
  }

  func authorization(_ authorization: Authorization, at now: AuthorityModel.Timestamp)
    -> AuthorizationResource
  {
    let status: AuthorizationResource.Status =
      switch authorization.status(at: now) {
      case .pending: .pending
      case .valid: .valid
      case .invalid: .invalid
      case .deactivated: .deactivated
      case .expired: .expired
      }
    return AuthorizationResource(
      identifier: identifier(authorization.identifier), status: status,
      expires: time(authorization.expiresAt),
      challenges: authorization.challenges.map { challenge($0, of: authorization) },
      wildcard: authorization.isWildcard ? true : nil)
  }

  func challenge(_ challenge: Challenge, of authorization: Authorization) -> ChallengeResource {
    let url = urls[.challenge(authorization.id, challenge.method)]
    let type = challenge.method.rawValue
    let token = challenge.token
    return switch challenge.state {
    case .pending: ChallengeResource(type: type, url: url, status: .pending, token: token)
    case .processing:
      // RFC 8555 §8.2: while it is tried again, what has failed so far.
      ChallengeResource(
        type: type, url: url, status: .processing,
        error: challenge.trouble.map {
          Problem.document(for: $0.failure(of: authorization.certifiedName))
        }, token: token)
    case .valid(let moment):
      ChallengeResource(
        type: type, url: url, status: .valid, validated: time(moment), token: token)
    case .invalid(let failure):
      ChallengeResource(
        type: type, url: url, status: .invalid, error: Problem.document(for: failure),
        token: token)
    }
  }

  func renewalInfo(_ advice: RenewalAdvice) -> RenewalInfoResource {
    RenewalInfoResource(
      suggestedWindow: RenewalInfoResource.Window(
        start: time(advice.window.start), end: time(advice.window.end)),
      explanationURL: advice.explanationURL)
  }

  private func identifier(_ identifier: Identifier) -> IdentifierResource {
    switch identifier {
    case .dns(let name): .dns(name)
    }
  }

  private func time(_ time: AuthorityModel.Timestamp) -> ACMEProtocol.Timestamp {
    ACMEProtocol.Timestamp(time.date)
  }
}
