internal import AuthorityModel
internal import Storage

extension Revocation {
  static let columns = "serial, revoked_at, reason, source, account"

  init(_ columns: inout RowReader) throws {
    guard let serial = try columns.serial() else { throw columns.corrupt("a serial number") }
    let revokedAt = try columns.timestamp()
    guard let reason = RevocationReason(rawValue: try columns.int()) else {
      throw columns.corrupt("the reason")
    }
    self.init(
      serial: serial, revokedAt: revokedAt, reason: reason, source: try Source(&columns))
  }
}

extension Revocation.Source {
  /// Reads both columns, whether there is an account or not.
  fileprivate init(_ columns: inout RowReader) throws {
    let name: SourceColumns.Name = try columns.choice()
    let account: AccountID? = try columns.optionalID()
    switch (name, account) {
    case (.subscriber, let account?): self = .subscriber(account)
    case (.authorizedAccount, let account?): self = .authorizedAccount(account)
    case (.certificateKey, _): self = .certificateKey
    case (.blockedKey, _): self = .blockedKey
    case (.administrator, _): self = .administrator
    case (.subscriber, nil), (.authorizedAccount, nil): throw columns.corrupt("the source")
    }
  }
}
