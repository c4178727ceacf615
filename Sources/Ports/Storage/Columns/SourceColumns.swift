package import AuthorityModel

/// The source of a revocation as engines keep it, in two columns.
package struct SourceColumns: Sendable {
  package enum Name: String, Sendable {
    case subscriber
    case authorizedAccount
    case certificateKey
    case blockedKey
    case administrator
  }

  package let name: Name
  package private(set) var account: AccountID?

  package init(_ source: Revocation.Source) {
    switch source {
    case .subscriber(let account): (name, self.account) = (.subscriber, account)
    case .authorizedAccount(let account): (name, self.account) = (.authorizedAccount, account)
    case .certificateKey: name = .certificateKey
    case .blockedKey: name = .blockedKey
    case .administrator: name = .administrator
    }
  }
}

extension BlockedKey {
  /// By whose word the certificate is revoked that the block came from.
  package var sourceOfItsOwn: SourceColumns.Name {
    switch cause {
    case .provenCompromise: .certificateKey
    case .operatorDecision: .administrator
    case .list: .blockedKey
    }
  }
}
