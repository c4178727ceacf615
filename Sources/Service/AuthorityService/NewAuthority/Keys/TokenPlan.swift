/// In which PKCS#11 token a new authority's keys are to be made.
package struct TokenPlan: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    /// A token that nobody uses yet: it is initialised, with PINs that are drawn for it.
    case fresh
    /// A token that is ready for use, and the absolute path of the file that holds its user PIN.
    case existing(label: String, pinFile: String)
  }

  package var module: String
  /// Set before the module is loaded, and kept in `chancery.yaml`.
  package var environment: [String: String]
  package var target: Target
  /// `CKA_LABEL` of the keys, which no key of the token may have yet.
  package var rootLabel: String
  package var intermediateLabel: String

  package init(
    module: String, environment: [String: String] = [:], target: Target = .fresh,
    rootLabel: String = "root", intermediateLabel: String = "r1"
  ) {
    self.module = module
    self.environment = environment
    self.target = target
    self.rootLabel = rootLabel
    self.intermediateLabel = intermediateLabel
  }
}
