package import IssuancePolicy

/// Which names are certified, beside those that anybody can register on the Internet.
package struct NamesConfiguration: Sendable, Equatable {
  /// Names that stand in the configuration and in files.
  package struct Lists: Sendable, Equatable {
    package let patterns: [NamePattern]
    package let files: [Located<String>]
  }

  package let place: ConfigurationPlace
  /// Where it is written, nothing else is certified.
  package let allowed: Located<Lists>?
  package let blocked: Lists
  /// Names of ``SpecialUseDomain``.
  package let specialUse: [String]
  package let publicSuffixes: [String]
  package let topLevels: [String]
  /// A list to use in place of the machine's.
  package let publicSuffixList: Located<String>?
}
