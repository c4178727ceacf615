/// What came back from one step, what that means, and what to do.
///
/// The texts are fragments: lower case at the start, no full stop at the end. They never hold a PIN
/// or a part of one (law 10).
package struct Finding: Sendable, Hashable {
  package let status: StepStatus
  /// The key that it is about, where a step is taken for each key.
  package var subject: String?
  /// Whether the detail is a code, which says little without the meaning.
  private(set) var isOfCode = false
  /// Whether a call of the module didn't come back.
  private(set) var isOfHangingModule = false
  /// What came back.
  package let detail: String
  /// What that means; nil when it speaks for itself.
  package let meaning: String?
  /// What to do about it; nil when nothing is.
  package let mend: String?

  private init(_ status: StepStatus, detail: String, meaning: String?, mend: String?) {
    self.status = status
    self.detail = detail
    self.meaning = meaning
    self.mend = mend
  }

  package static func ok(_ detail: String, meaning: String? = nil) -> Finding {
    Finding(.ok, detail: detail, meaning: meaning, mend: nil)
  }

  package static func warning(
    _ detail: String, meaning: String? = nil, mend: String?
  ) -> Finding {
    Finding(.warning, detail: detail, meaning: meaning, mend: mend)
  }

  package static func failed(_ detail: String, meaning: String? = nil, mend: String) -> Finding {
    Finding(.failed, detail: detail, meaning: meaning, mend: mend)
  }

  package static func skipped(_ reason: String, mend: String? = nil) -> Finding {
    Finding(.skipped, detail: skippingWords + reason, meaning: nil, mend: mend)
  }

  static let skippingWords = "not tried: "

  /// The same finding, whose code its meaning explains.
  func explainingCode() -> Finding {
    var finding = self
    finding.isOfCode = true
    return finding
  }

  /// The same finding, after which the module can't be called any more.
  func ofHangingModule() -> Finding {
    var finding = self
    finding.isOfHangingModule = true
    return finding
  }

  /// The same finding, about one key.
  package func about(_ subject: String) -> Finding {
    var finding = self
    finding.subject = subject
    return finding
  }
}
