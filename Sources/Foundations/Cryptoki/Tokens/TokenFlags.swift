/// A token's flags (PKCS #11 v2.40 table 6).
package struct TokenFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  package static let hasRandomGenerator = TokenFlags(rawValue: 1 << 0)
  package static let writeProtected = TokenFlags(rawValue: 1 << 1)
  package static let loginRequired = TokenFlags(rawValue: 1 << 2)
  package static let userPINInitialised = TokenFlags(rawValue: 1 << 3)
  package static let protectedAuthenticationPath = TokenFlags(rawValue: 1 << 8)
  package static let tokenInitialised = TokenFlags(rawValue: 1 << 10)
  package static let userPINCountLow = TokenFlags(rawValue: 1 << 16)
  package static let userPINFinalTry = TokenFlags(rawValue: 1 << 17)
  package static let userPINLocked = TokenFlags(rawValue: 1 << 18)
  package static let userPINToBeChanged = TokenFlags(rawValue: 1 << 19)
  package static let soPINCountLow = TokenFlags(rawValue: 1 << 20)
  package static let soPINFinalTry = TokenFlags(rawValue: 1 << 21)
  package static let soPINLocked = TokenFlags(rawValue: 1 << 22)
  package static let soPINToBeChanged = TokenFlags(rawValue: 1 << 23)
}
