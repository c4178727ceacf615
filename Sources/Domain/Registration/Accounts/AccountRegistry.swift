package import AuthorityModel
package import IssuancePolicy
package import Storage

/// Opens accounts, finds them and changes them.
///
/// - Note: RFC 8555 §7.3.
package struct AccountRegistry: Sendable {
  /// What a client says of its new account.
  package struct Application: Sendable {
    /// Canonical JSON Web Key (RFC 7638 §3).
    package let key: [UInt8]
    /// SHA-256 of ``key``.
    package let keyThumbprint: [UInt8]
    package let contacts: [String]
    package let agreesToTerms: Bool
    package let onlyReturnExisting: Bool

    package init(
      key: [UInt8], keyThumbprint: [UInt8], contacts: [String], agreesToTerms: Bool,
      onlyReturnExisting: Bool
    ) {
      self.key = key
      self.keyThumbprint = keyThumbprint
      self.contacts = contacts
      self.agreesToTerms = agreesToTerms
      self.onlyReturnExisting = onlyReturnExisting
    }
  }

  private static let contactLimit = 10

  let store: any AccountStore & AccountChangeStore
  let clock: WallClock
  let termsOfService: String?
  let keys: KeyPolicy
  let blockedKeys: any BlockedKeys

  /// - Parameter termsOfService: URL of the terms that clients must agree to, if there are any. Another
  ///   URL means other terms, to which all have to agree anew.
  package init(
    store: any AccountStore & AccountChangeStore, clock: WallClock, termsOfService: String?,
    keys: KeyPolicy, blockedKeys: any BlockedKeys
  ) {
    self.store = store
    self.clock = clock
    self.termsOfService = termsOfService
    self.keys = keys
    self.blockedKeys = blockedKeys
  }

  /// Opens an account, or returns the one that the key has already (RFC 8555 §7.3.1).
  package func register(_ application: Application) async throws(RegistrationError)
    -> (account: Account, isNew: Bool)
  {
    let known = try await stored { () async throws(StorageError) in
      try await store.account(keyThumbprint: application.keyThumbprint)
    }
    if let known { return (try valid(known), false) }
    guard !application.onlyReturnExisting else { throw .accountDoesNotExist }
    try await requireSound(application.key)
    if let termsOfService, !application.agreesToTerms {
      throw .termsNotAgreed(url: termsOfService)
    }
    try check(contacts: application.contacts)

    var generator = SystemRandomNumberGenerator()
    let now = clock.now
    let account = Account(
      id: AccountID(at: now, using: &generator), key: application.key,
      keyThumbprint: application.keyThumbprint, contacts: application.contacts,
      hasAgreedToTerms: application.agreesToTerms, agreedTerms: termsOfService, createdAt: now)
    let (keyHolder, isNew) = try await stored { () async throws(StorageError) in
      try await store.insert(account)
    }
    return (try valid(keyHolder), isNew)
  }

  /// The account of that id, if it may still act.
  package func account(_ id: AccountID) async throws(RegistrationError) -> Account {
    let account = try await stored { () async throws(StorageError) in
      try await store.account(id)
    }
    guard let account else { throw .accountDoesNotExist }
    return try valid(account)
  }

  private func valid(_ account: Account) throws(RegistrationError) -> Account {
    guard account.status == .valid else { throw .accountNotValid(account.status) }
    return account
  }

  /// Refuses contacts that can't be used, all of them together (RFC 8555 §7.3).
  func check(contacts: [String]) throws(RegistrationError) {
    guard contacts.count <= Self.contactLimit else {
      throw .tooManyContacts(limit: Self.contactLimit)
    }
    let refused = contacts.compactMap { contact -> RefusedContact? in
      do throws(RefusedContact.Reason) {
        _ = try MailContact(parsing: contact)
        return nil
      } catch {
        return RefusedContact(contact: contact, reason: error)
      }
    }
    guard refused.isEmpty else { throw .contactsRefused(refused) }
  }
}
