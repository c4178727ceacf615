/// What came back from one step, what that means, and what to do.
///
/// The texts are fragments: lower case at the start, no full stop at the end. They never hold a PIN
/// or a part of one (law 10).
package struct Finding: Sendable, Hashable {
  package let status: StepStatus
  /// The key that it is about, where a step is taken for each key.
  package var subject: String?
  /// What came back.
  package let detail: String
  /// What that means; nil when it speaks for itself.
  package let meaning: String?
  /// What to do about it; nil when nothing is.
  package let mend: String?

  package static func ok(_ detail: String, meaning: String? = nil) -> Finding {
    Finding(status: .ok, detail: detail, meaning: meaning, mend: nil)
  }

  package static func warning(
    _ detail: String, meaning: String? = nil, mend: String?
  ) -> Finding {
    Finding(status: .warning, detail: detail, meaning: meaning, mend: mend)
  }

  package static func failed(_ detail: String, meaning: String? = nil, mend: String) -> Finding {
    Finding(status: .failed, detail: detail, meaning: meaning, mend: mend)
  }

  package static func skipped(_ reason: String, mend: String? = nil) -> Finding {
    Finding(status: .skipped, detail: skippingWords + reason, meaning: nil, mend: mend)
  }

  static let skippingWords = "not tried: "

  /// The same finding, about one key.
  package func about(_ subject: String) -> Finding {
    var finding = self
    finding.subject = subject
    return finding
  }
}
