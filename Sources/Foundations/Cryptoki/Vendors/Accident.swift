/// Something that happens to users of a vendor's HSM, and how it shows.
package struct Accident: Sendable, Hashable {
  /// The function that returns the code; nil for any.
  package let function: String?
  package let code: CKResult
  /// When it happens, in a few words.
  package let moment: String
  /// What it means and what to do, in one sentence.
  package let sentence: String
  /// What has to be made anew, where that differs from what the standard suggests.
  package let recovery: RecoveryClass?

  init(
    _ code: CKResult, in function: String? = nil, when moment: String,
    recovery: RecoveryClass? = nil,
    _ sentence: String
  ) {
    self.function = function
    self.code = code
    self.moment = moment
    self.sentence = sentence
    self.recovery = recovery
  }
}
