import Cryptoki
import Foundation

/// One step with bare sessions: opens them one after the other, starts them together, waits for all.
struct SessionRun {
  private let source: SessionSource
  private let step: BenchmarkStep
  private let progress: BenchmarkProgress
  private let board = LaneBoard()
  /// Threads that have not said their last word.
  private var live = 0

  init(source: SessionSource, step: BenchmarkStep, progress: BenchmarkProgress) {
    self.source = source
    self.step = step
    self.progress = progress
  }

  /// Runs the step; blocks until it is over and all of its sessions are closed.
  mutating func result() -> Result<StepTally, BenchmarkError> {
    do throws(BenchmarkError) {
      return .success(try tally())
    } catch {
      endLanes()
      return .failure(error)
    }
  }

  private mutating func tally() throws(BenchmarkError) -> StepTally {
    progress.begin(.opening, sessions: step.sessions)
    try openSessions()
    progress.begin(.warmingUp, sessions: step.sessions)
    board.releaseWarmUp(lanes: step.sessions)
    for _ in 0..<step.sessions { _ = try nextReport() }
    progress.begin(.measuring, sessions: step.sessions)
    let processorTime = ProcessorTime.now
    let start = MonotonicTime.now
    board.releaseStart(lanes: step.sessions)
    let lanes = try tallies()
    return StepTally(
      step: step, lanes: lanes, seconds: MonotonicTime.now.seconds(since: start),
      processorSeconds: ProcessorTime.now - processorTime)
  }

  /// Opens one session after the other, as slowly as the vendor wants it.
  private mutating func openSessions() throws(BenchmarkError) {
    for opened in 0..<step.sessions {
      guard !progress.isStopped else { throw .interrupted }
      // The vendor's pace: sessions that are opened faster are refused. Before the first one, too: the
      // session that found the key was opened just now.
      if source.profile.pauseBetweenOpenings > .zero {
        Thread.sleep(forTimeInterval: source.profile.pauseBetweenOpenings / .seconds(1))
      }
      live += 1
      startThread(named: "bench \(opened)") { [source, board, step, progress] in
        source.runLane(board, step, progress)
      }
      do throws(BenchmarkError) {
        _ = try nextReport()
      } catch {
        throw error.isSessionLimit ? .sessionLimit(opened: opened) : error
      }
    }
  }

  private mutating func tallies() throws(BenchmarkError) -> [LaneTally] {
    var lanes: [LaneTally] = []
    while lanes.count < step.sessions {
      if case .finished(let tally) = try nextReport() { lanes.append(tally) }
    }
    return lanes
  }

  /// What a lane says next.
  ///
  /// - Throws: What a lane failed with, or that no signature came for too long.
  private mutating func nextReport() throws(BenchmarkError) -> LaneBoard.Event {
    var signatures = progress.snapshot.signatures
    while true {
      switch board.nextReport(within: source.patience) {
      case .failed(let error):
        live -= 1
        throw error
      case .finished(let tally):
        live -= 1
        return .finished(tally)
      case .some(let event):
        return event
      case nil:
        // A step may last longer than a call may.
        let now = progress.snapshot.signatures
        guard now != signatures else { throw .stalled(after: source.patience) }
        signatures = now
      }
    }
  }

  /// Lets all lanes run to their end, lest the process exits while they are in the module.
  ///
  /// One whose call hangs is left behind.
  private mutating func endLanes() {
    progress.stop()
    board.releaseWarmUp(lanes: step.sessions)
    board.releaseStart(lanes: step.sessions)
    while live > 0 {
      switch board.nextReport(within: .seconds(2)) {
      case .failed, .finished: live -= 1
      case .opened, .warm: continue
      case nil: return
      }
    }
  }
}
