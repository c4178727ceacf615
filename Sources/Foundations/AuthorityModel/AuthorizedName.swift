/// What an authorization is for.
package struct AuthorizedName: Sendable, Hashable {
  /// Of a wildcard, the name below the asterisk.
  package let identifier: Identifier
  package let isWildcard: Bool

  package init(_ identifier: Identifier, isWildcard: Bool) {
    self.identifier = identifier
    self.isWildcard = isWildcard
  }
}
