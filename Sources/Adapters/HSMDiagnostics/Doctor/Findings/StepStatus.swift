/// How a step of the doctor ended.
package enum StepStatus: String, Sendable, Hashable, CaseIterable, Encodable {
  /// All is as it should be.
  case ok
  /// It works, yet somebody should know.
  case warning
  /// It doesn't work.
  case failed
  /// It could not be tried.
  case skipped
}
