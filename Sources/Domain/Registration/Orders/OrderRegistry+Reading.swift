package import AuthorityModel
internal import Storage

extension OrderRegistry {
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
}
