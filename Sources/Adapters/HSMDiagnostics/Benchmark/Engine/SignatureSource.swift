/// Where a benchmark's signatures come from: bare sessions, or the pool as the CA uses it.
package protocol SignatureSource: Sendable {
  /// Measures one number of sessions.
  ///
  /// Opens them, signs for as long as the warm-up lasts, measures until the step is over or
  /// ``BenchmarkProgress/stop()`` was called, and closes them.
  ///
  /// - Throws: ``BenchmarkError``; of the first session that failed. Nothing of the step counts then.
  func measure(
    _ step: BenchmarkStep, progress: BenchmarkProgress
  ) async throws(BenchmarkError) -> StepTally

  /// Whether a signature, in the form in which it comes from here, is right.
  func isValid(_ signature: [UInt8]) -> Bool
}

/// What all sessions of a step have measured.
package struct StepTally: Sendable {
  package let step: BenchmarkStep
  package let lanes: LaneTally
  /// From the common start to the end of the last signature.
  package let seconds: Double
  /// Of the whole process, user and system.
  package let processorSeconds: Double

  package init(
    step: BenchmarkStep, lanes: [LaneTally], seconds: Double, processorSeconds: Double
  ) {
    self.step = step
    self.lanes = lanes.reduce(into: LaneTally()) { $0.add($1) }
    self.seconds = seconds
    self.processorSeconds = processorSeconds
  }
}
