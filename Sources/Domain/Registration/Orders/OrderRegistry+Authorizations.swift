package import AuthorityModel
internal import IssuancePolicy
internal import Storage

extension OrderRegistry {
  /// Which challenges a name is offered: control of a whole zone is proved by DNS alone
  /// (CA/B Baseline Requirements §3.2.2.4.19 bars http-01 for wildcards).
  func methods(for name: DomainName) -> [Challenge.Method] {
    name.isWildcard ? terms.challenges.filter { $0 == .dns01 } : terms.challenges
  }

  /// What the account has proved already, or has begun to, for some names.
  ///
  /// A valid authorization is taken before a pending one, and the longest-lived first.
  func reusableAuthorizations(for names: [DomainName], of account: Account, at now: Timestamp)
    async throws(RegistrationError) -> [DomainName: Authorization]
  {
    let needed = now + terms.reuseMargin
    let found = try await stored { () async throws(StorageError) in
      try await orders.liveAuthorizations(
        of: account.id,
        for: names.map { AuthorizedName(.dns($0.base), isWildcard: $0.isWildcard) }, until: needed)
    }
    var reusable: [DomainName: Authorization] = [:]
    for (name, candidates) in zip(names, found) {
      let fit = candidates.filter {
        $0.isReusable(offering: methods(for: name), until: needed, at: now)
      }
      reusable[name] = fit.first { $0.state == .valid } ?? fit.first
    }
    return reusable
  }

  /// Gives an authorization up, as its account asks; orders that rest on it and were not finalized
  /// become invalid.
  ///
  /// - Note: RFC 8555 §7.5.2. Giving up twice is the same as once.
  package func deactivate(_ id: AuthorizationID, of account: Account)
    async throws(RegistrationError) -> Authorization
  {
    while true {
      let current = try await authorization(id, of: account)
      let status = current.status(at: clock.now)
      switch status {
      case .deactivated: return current
      case .invalid, .expired: throw .authorizationOver(status)
      case .pending, .valid: break
      }
      var deactivated = current
      guard deactivated.deactivate() else { throw .authorizationOver(status) }
      let isStored = try await stored { [deactivated] () async throws(StorageError) in
        try await authorizations.update(current, to: deactivated)
      }
      // Where a validation ended just now, the authorization is read once more.
      if isStored { return deactivated }
    }
  }
}
