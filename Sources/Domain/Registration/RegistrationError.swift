package import AuthorityModel
package import IssuancePolicy
package import Storage

/// Why a request about accounts, orders or authorizations was refused.
///
/// The ACME server maps each case to one problem document (RFC 8555 §6.7).
package enum RegistrationError: Error, Sendable, Equatable {
  case accountDoesNotExist
  case accountNotValid(Account.Status)
  /// No account without agreement to the terms at this URL.
  case termsNotAgreed(url: String)
  /// The terms are others than those that the account agreed to.
  case termsChanged(url: String)
  case tooManyContacts(limit: Int)
  /// At least one.
  case contactsRefused([RefusedContact])
  /// An account can't have this key.
  case keyRefused(KeyError)
  /// The new key is an account's already, perhaps the same one's.
  case keyTaken(by: AccountID)
  /// The account got another key while the request was being dealt with.
  case keyChangedMeanwhile
  case noIdentifiers
  case tooManyIdentifiers(count: Int, limit: Int)
  case identifiersRefused([RefusedIdentifier])
  case validityRefused(ValidityRefusal)
  case replacementRefused(ReplacementRefusal)
  /// No certificate of this CA has this issuer's key and this serial number.
  case unknownCertificate
  /// There is no such thing, or it belongs to another account: nobody learns which.
  case notFound(Subject)
  case orderNotReady(Order.Status)
  /// It can't be given up any more.
  case authorizationOver(Authorization.Status)
  case csrRefused(CSRError)
  /// Of an account or a request.
  case keyBlocked(BlockedKey)
  /// CAA records forbid the certificate, or can't be looked up; the order stays ready.
  case caaRefused(CAARefusal)
  /// The CA's own certificate or clock keeps it from issuing: nothing that the client could mend.
  case issuerUnfit(TemplateError)
  /// The queue is too long; nothing was begun.
  case queueFull(QueueRefusal)
  /// There was no time left to begin the next step; what was done before stands.
  case outOfTime
  case storage(StorageError)

  /// What a request was about.
  package enum Subject: String, Sendable {
    case authorization
    case certificate
    case order
  }
}

/// Runs a turn of storage, where there is time for it, and passes its error on as ours.
func stored<Result>(
  _ turn: () async throws(StorageError) -> Result
) async throws(RegistrationError) -> Result {
  guard !TimeBudget.current.isSpent else { throw .outOfTime }
  do throws(StorageError) {
    return try await turn()
  } catch {
    throw .storage(error)
  }
}

/// One identifier of an order that was refused, and why.
package struct RefusedIdentifier: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case unsupportedType(String)
    case refused(NameRefusal)
    case wildcardWithoutDNSChallenge
  }

  package let type: String
  package let value: String
  package let reason: Reason

  package init(type: String, value: String, reason: Reason) {
    self.type = type
    self.value = value
    self.reason = reason
  }
}
