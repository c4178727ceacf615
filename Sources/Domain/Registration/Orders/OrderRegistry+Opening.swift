package import AuthorityModel
package import IssuancePolicy
internal import Storage

extension OrderRegistry {
  /// Opens an order, on authorizations that the account has already where they serve.
  ///
  /// - Parameters:
  ///   - requested: Type and value of each identifier as the client wrote them.
  ///   - validity: What the client wrote of `notBefore` and `notAfter`.
  ///   - replaced: The certificate in whose place the order's shall come.
  package func open(
    _ requested: [(type: String, value: String)], valid validity: RequestedValidity = .unspecified,
    replacing replaced: CertificateReference? = nil, for account: Account
  ) async throws(RegistrationError) -> View {
    let names = try acceptedNames(of: requested)
    let now = clock.now
    do throws(ValidityRefusal) {
      try terms.validity.check(validity, at: now)
    } catch {
      throw .validityRefused(error)
    }
    try requireRoom(for: validity, at: now)
    let replaces = try await replacedCertificate(replaced, by: names, for: account, at: now)
    try requireQueueRoom(
      for: account,
      as: QueueClassifier.queueClass(replacing: replaces, for: account, at: now), to: .opening)
    let known = try await reusableAuthorizations(for: names, of: account, at: now)
    var generator = SystemRandomNumberGenerator()
    var new: [Authorization] = []
    let authorizations = names.map { name in
      if let known = known[name] { return known }
      new.append(newAuthorization(for: name, of: account, at: now, using: &generator))
      return new[new.count - 1]
    }
    let order = Order(
      id: OrderID(at: now, using: &generator), account: account.id,
      identifiers: names.map { .dns($0.text) }, authorizations: authorizations.map(\.id),
      profile: terms.profile, requestedNotBefore: validity.notBefore,
      requestedNotAfter: validity.notAfter, replaces: replaces, createdAt: now,
      expiresAt: end(of: authorizations, validity, at: now))
    let insertion = try await stored { [new] () async throws(StorageError) in
      try await orders.insert(order, with: new)
    }
    switch insertion {
    case .inserted: return view(of: order, authorizations)
    case .alreadyReplaced(let other): throw .replacementRefused(.alreadyReplaced(by: other))
    }
  }

  /// Refuses what could only fail once it was accepted, since the issuer ends before it would.
  func requireRoom(
    for validity: RequestedValidity, at now: Timestamp
  ) throws(RegistrationError) {
    do throws(TemplateError) {
      try terms.validity.requireRoom(for: validity, at: now)
    } catch {
      throw .issuerUnfit(error)
    }
  }

  /// A new authorization; of a wildcard, for the name below the asterisk (RFC 8555 §7.1.4).
  private func newAuthorization(
    for name: DomainName, of account: Account, at now: Timestamp,
    using generator: inout SystemRandomNumberGenerator
  ) -> Authorization {
    Authorization(
      id: AuthorizationID(at: now, using: &generator), account: account.id,
      identifier: .dns(name.base), isWildcard: name.isWildcard,
      expiresAt: now + terms.pendingAuthorizationLifetime,
      challenges: methods(for: name).map {
        Challenge(method: $0, token: ChallengeToken.random(using: &generator))
      })
  }

  /// When the order ends unless it is finalized before: no later than what it rests on.
  ///
  /// A `notBefore` holds for a day after it: later, the certificate could no longer begin then.
  private func end(
    of authorizations: [Authorization], _ validity: RequestedValidity, at now: Timestamp
  ) -> Timestamp {
    let bounds =
      authorizations.map(\.expiresAt)
      + [validity.notBefore.map { $0 + .seconds(86_400) }, validity.notAfter].compactMap(\.self)
    return bounds.reduce(now + terms.orderLifetime, min)
  }
}
