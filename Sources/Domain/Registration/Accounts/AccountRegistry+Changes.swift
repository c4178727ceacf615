package import AuthorityModel
internal import Storage

extension AccountRegistry {
  /// What a client wants of its account to change; what is nil stays as it is.
  package struct Update: Sendable {
    /// In place of all that there were.
    package let contacts: [String]?
    /// To the terms as they are now.
    package let agreesToTerms: Bool

    package init(contacts: [String]? = nil, agreesToTerms: Bool = false) {
      self.contacts = contacts
      self.agreesToTerms = agreesToTerms
    }
  }

  /// Changes an account as its client asks (RFC 8555 §7.3.2).
  ///
  /// - Returns: The account as it now stands.
  package func update(_ account: Account, as update: Update) async throws(RegistrationError)
    -> Account
  {
    if let contacts = update.contacts { try check(contacts: contacts) }
    var change = AccountChange(contacts: update.contacts)
    // Who has agreed to these terms before did so then (RFC 8555 §7.1.2).
    if update.agreesToTerms, account.agreedTerms != termsOfService {
      change.agreedTerms = termsOfService
    }
    return try await apply(change, to: account)
  }

  /// Deactivates an account, for good (RFC 8555 §7.3.6).
  ///
  /// From this commit on no request of its key is taken and none of its orders accepted; jobs that were
  /// accepted before still end (law 3).
  ///
  /// - Returns: The account as it now stands.
  package func deactivate(_ account: Account) async throws(RegistrationError) -> Account {
    try await apply(AccountChange(status: .deactivated), to: account)
  }

  /// Gives an account another key (RFC 8555 §7.3.5).
  ///
  /// Orders and authorizations stay as they are.
  ///
  /// - Parameters:
  ///   - key: Canonical JSON Web Key (RFC 7638 §3).
  ///   - thumbprint: SHA-256 of `key`.
  /// - Returns: The account as it now stands.
  package func changeKey(of account: Account, to key: [UInt8], thumbprint: [UInt8])
    async throws(RegistrationError) -> Account
  {
    try await requireSound(key)
    let replacement = try await stored { () async throws(StorageError) in
      try await store.replaceKey(of: account, by: key, thumbprint: thumbprint)
    }
    switch replacement {
    case .replaced(let account): return account
    case .taken(let holder): throw .keyTaken(by: holder)
    case .overtaken: throw try await overtaken(account)
    }
  }

  private func apply(_ change: AccountChange, to account: Account)
    async throws(RegistrationError) -> Account
  {
    guard !change.isEmpty else { return account }
    let changed = try await stored { () async throws(StorageError) in
      try await store.apply(change, to: account, at: clock.now)
    }
    guard let changed else { throw try await overtaken(account) }
    return changed
  }

  /// Why a change came too late: the account is no longer valid, or has another key by now.
  private func overtaken(_ account: Account) async throws(RegistrationError) -> RegistrationError {
    _ = try await self.account(account.id)
    return .keyChangedMeanwhile
  }
}
