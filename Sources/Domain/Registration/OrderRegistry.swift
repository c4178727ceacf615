package import AuthorityModel
internal import IssuancePolicy
package import Storage
internal import ACMEProtocol

/// Takes orders, shows them, and accepts them for issuance.
///
/// - Note: RFC 8555 §7.4.
package struct OrderRegistry: Sendable {
  /// What the configuration says of orders.
  package struct Terms: Sendable {
    package let profile: String
    package let orderLifetime: Duration
    package let pendingAuthorizationLifetime: Duration
    package let identifierLimit: Int
    package let finalizeWait: Duration

    package init(
      profile: String, orderLifetime: Duration, pendingAuthorizationLifetime: Duration,
      identifierLimit: Int, finalizeWait: Duration
    ) {
      self.profile = profile
      self.orderLifetime = orderLifetime
      self.pendingAuthorizationLifetime = pendingAuthorizationLifetime
      self.identifierLimit = identifierLimit
      self.finalizeWait = finalizeWait
    }
  }

  /// An order as its client sees it.
  package struct View: Sendable {
    package let order: Order
    package let authorizations: [Authorization]
    package let status: Order.Status

    /// Why it failed: its own failure, or that of the first authorization that did.
    package var failure: Failure? {
      if case .invalid(let failure) = order.state { return failure }
      guard status == .invalid else { return nil }
      return authorizations.lazy.compactMap(\.failure).first
    }
  }

  private let orders: any OrderStore
  private let authorizations: any AuthorizationStore
  private let signals: any JobSignals
  private let clock: WallClock
  private let terms: Terms

  package init(
    orders: any OrderStore, authorizations: any AuthorizationStore, signals: any JobSignals,
    clock: WallClock, terms: Terms
  ) {
    self.orders = orders
    self.authorizations = authorizations
    self.signals = signals
    self.clock = clock
    self.terms = terms
  }

  /// Opens an order with one new authorization for each name.
  ///
  /// - Parameter requested: Type and value of each identifier as the client wrote them.
  package func open(_ requested: [(type: String, value: String)], for account: Account)
    async throws(RegistrationError) -> View
  {
    let names = try acceptedNames(of: requested)
    var generator = SystemRandomNumberGenerator()
    let now = clock.now
    let authorizations = names.map { name in
      Authorization(
        id: AuthorizationID(at: now, using: &generator), account: account.id,
        identifier: .dns(name), expiresAt: now + terms.pendingAuthorizationLifetime,
        challenges: [Challenge(method: .http01, token: token(using: &generator))])
    }
    let order = Order(
      id: OrderID(at: now, using: &generator), account: account.id,
      identifiers: names.map(Identifier.dns), authorizations: authorizations.map(\.id),
      profile: terms.profile, createdAt: now, expiresAt: now + terms.orderLifetime)
    try await stored { () async throws(StorageError) in
      try await orders.insert(order, with: authorizations)
    }
    return view(of: order, authorizations)
  }

  /// An order of this account.
  package func order(_ id: OrderID, of account: Account) async throws(RegistrationError) -> View {
    let found = try await stored { () async throws(StorageError) in
      try await orders.order(id)
    }
    guard let found, found.order.account == account.id else { throw .notFound(.order) }
    return view(of: found.order, found.authorizations)
  }

  /// An authorization of this account.
  package func authorization(_ id: AuthorizationID, of account: Account)
    async throws(RegistrationError) -> Authorization
  {
    let found = try await stored { () async throws(StorageError) in
      try await authorizations.authorization(id)
    }
    guard let found, found.account == account.id else { throw .notFound(.authorization) }
    return found
  }

  /// Accepts an order for issuance and waits a while for its certificate (laws 3 and 6).
  ///
  /// - Parameter csr: DER of the PKCS #10 request.
  /// - Returns: The order, `valid` where the certificate came in time, else `processing`.
  package func finalize(_ id: OrderID, of account: Account, csr: [UInt8])
    async throws(RegistrationError) -> View
  {
    let before = try await order(id, of: account)
    var order = before.order
    let now = clock.now
    guard case .enqueue = order.finalize(given: before.authorizations, at: now) else {
      throw .orderNotReady(before.status)
    }
    let request: CertificateRequest
    do throws(CSRError) {
      let accepted = try CSRCheck().acceptedRequest(csr, for: try names(of: order))
      guard !isKey(of: account, accepted) else { throw .accountKey }
      request = CertificateRequest(
        subjectPublicKeyInfo: accepted.spkiDER, names: accepted.names.map(\.text),
        profile: order.profile)
    } catch {
      throw .csrRefused(error)
    }

    // Expected before it is accepted, so that no end comes unnoticed.
    signals.expectEnd(of: id)
    do throws(RegistrationError) {
      let isAccepted = try await stored { () async throws(StorageError) in
        try await orders.accept(order, request: request, at: now)
      }
      guard isAccepted else { throw .orderNotReady(.processing) }
    } catch {
      signals.cancelExpectation(of: id)
      throw error
    }
    signals.jobQueued()
    if let outcome = await signals.outcome(of: id, within: terms.finalizeWait) {
      _ = order.end(as: outcome)
    }
    return view(of: order, before.authorizations)
  }

  /// Whether a request is for the account's own key, which must not serve two purposes
  /// (RFC 8555 §11.1).
  private func isKey(of account: Account, _ request: AcceptedRequest) -> Bool {
    guard let key = try? JSONWebKey(parsing: account.key) else { return false }
    return key.subjectPublicKeyBits == request.key.subjectPublicKeyBits
  }

  /// The order's names, as they were checked when it was opened.
  private func names(of order: Order) throws(CSRError) -> Set<DomainName> {
    var names: Set<DomainName> = []
    for identifier in order.identifiers {
      do throws(NameError) {
        names.insert(try DomainName(identifier.name))
      } catch {
        throw .name(identifier.name, error)
      }
    }
    return names
  }

  private func view(of order: Order, _ authorizations: [Authorization]) -> View {
    View(
      order: order, authorizations: authorizations,
      status: order.status(given: authorizations, at: clock.now))
  }

  /// The names in canonical form, each once; or all that is wrong with them, together.
  private func acceptedNames(of requested: [(type: String, value: String)])
    throws(RegistrationError) -> [String]
  {
    guard !requested.isEmpty else { throw .noIdentifiers }
    guard requested.count <= terms.identifierLimit else {
      throw .tooManyIdentifiers(count: requested.count, limit: terms.identifierLimit)
    }
    var names: [String] = []
    var refused: [RefusedIdentifier] = []
    for (type, value) in requested {
      do throws(IdentifierRefusal) {
        let name = try acceptedName(type: type, value: value)
        if !names.contains(name) { names.append(name) }
      } catch {
        refused.append(RefusedIdentifier(type: type, value: value, reason: error.reason))
      }
    }
    guard refused.isEmpty else { throw .identifiersRefused(refused) }
    return names
  }

  private struct IdentifierRefusal: Error {
    let reason: RefusedIdentifier.Reason
  }

  private func acceptedName(type: String, value: String) throws(IdentifierRefusal) -> String {
    guard type == "dns" else { throw IdentifierRefusal(reason: .unsupportedType(type)) }
    let name: DomainName
    do throws(NameError) {
      name = try DomainName(value)
    } catch {
      throw IdentifierRefusal(reason: .invalid(error))
    }
    guard !name.isWildcard else {
      throw IdentifierRefusal(reason: .wildcardWithoutDNSChallenge)
    }
    return name.text
  }

  /// A challenge token of 256 random bits (RFC 8555 §8.3 asks for 128).
  private func token(using generator: inout SystemRandomNumberGenerator) -> String {
    Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
