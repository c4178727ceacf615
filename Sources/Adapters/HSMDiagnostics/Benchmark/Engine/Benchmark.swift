/// Measures one number of sessions after the other.
package struct Benchmark<Source: SignatureSource>: Sendable {
  let source: Source
  let schedule: SessionSchedule
  let warmUp: Duration
  let length: BenchmarkStep.Length
  let progress: BenchmarkProgress

  package init(
    source: Source, schedule: SessionSchedule, warmUp: Duration,
    length: BenchmarkStep.Length, progress: BenchmarkProgress
  ) {
    self.source = source
    self.schedule = schedule
    self.warmUp = warmUp
    self.length = length
    self.progress = progress
  }

  /// Runs to the end, to the first failure or until it is stopped.
  ///
  /// - Parameter report: Called after each step.
  package func run(report: (StepFigures) -> Void) async -> BenchmarkOutcome {
    var steps: [StepFigures] = []
    while let sessions = schedule.next(after: steps.map(\.signaturesPerSecond)) {
      do throws(BenchmarkError) {
        let figures = try await figures(sessions: sessions)
        steps.append(figures)
        report(figures)
      } catch .interrupted {
        return BenchmarkOutcome(steps: steps, end: .interrupted)
      } catch .sessionLimit(let opened) where !steps.isEmpty {
        return BenchmarkOutcome(steps: steps, end: .sessionLimit(opened))
      } catch {
        return BenchmarkOutcome(steps: steps, end: .failed(error))
      }
      if progress.isStopped { return BenchmarkOutcome(steps: steps, end: .interrupted) }
    }
    return BenchmarkOutcome(steps: steps, end: .complete)
  }

  private func figures(sessions: Int) async throws(BenchmarkError) -> StepFigures {
    let step = BenchmarkStep(sessions: sessions, warmUp: warmUp, length: length)
    let tally = try await source.measure(step, progress: progress)
    guard tally.lanes.signatures > 0 else { throw .interrupted }
    progress.begin(.verifying, sessions: sessions)
    for sample in tally.lanes.samples where !source.isValid(sample) {
      throw .wrongSignature(sessions: sessions)
    }
    return StepFigures(tally, verified: tally.lanes.samples.count)
  }
}

/// What a benchmark found, and why it ended.
package struct BenchmarkOutcome: Sendable {
  package enum End: Sendable, Hashable {
    /// All that was to be measured was.
    case complete
    /// The token gave no more sessions than these.
    case sessionLimit(Int)
    case interrupted
    case failed(BenchmarkError)
  }

  package let steps: [StepFigures]
  package let end: End

  package init(steps: [StepFigures], end: End) {
    self.steps = steps
    self.end = end
  }
}
