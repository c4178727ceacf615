package import AuthorityModel
internal import ACMEProtocol
internal import IssuancePolicy
internal import Storage

extension OrderRegistry {
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
        identifier: .dns(name.text), expiresAt: now + terms.pendingAuthorizationLifetime,
        challenges: [Challenge(method: .http01, token: token(using: &generator))])
    }
    let order = Order(
      id: OrderID(at: now, using: &generator), account: account.id,
      identifiers: names.map { .dns($0.text) }, authorizations: authorizations.map(\.id),
      profile: terms.profile, createdAt: now, expiresAt: now + terms.orderLifetime)
    try await stored { () async throws(StorageError) in
      try await orders.insert(order, with: authorizations)
    }
    return view(of: order, authorizations)
  }

  /// A challenge token of 256 random bits (RFC 8555 §8.3 asks for 128).
  private func token(using generator: inout SystemRandomNumberGenerator) -> String {
    Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
