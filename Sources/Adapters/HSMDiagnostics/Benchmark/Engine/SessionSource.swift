package import Cryptoki
import Foundation

/// Signatures from bare sessions, each on a thread of its own: what the module itself can do.
package struct SessionSource: SignatureSource {
  let module: CryptokiModule
  let slotID: UInt
  let profile: VendorProfile
  let key: BenchmarkKey
  let work: SignatureWork
  /// How long a call of the module may take until it is given up, with the whole benchmark.
  let patience: Duration

  package init(
    module: CryptokiModule, slotID: UInt, profile: VendorProfile, key: BenchmarkKey,
    work: SignatureWork, patience: Duration = .seconds(30)
  ) {
    self.module = module
    self.slotID = slotID
    self.profile = profile
    self.key = key
    self.work = work
    self.patience = patience
  }

  package func measure(
    _ step: BenchmarkStep, progress: BenchmarkProgress
  ) async throws(BenchmarkError) -> StepTally {
    let result = await withCheckedContinuation { continuation in
      startThread(named: "bench") {
        var run = SessionRun(source: self, step: step, progress: progress)
        continuation.resume(returning: run.result())
      }
    }
    return try result.get()
  }

  package func isValid(_ signature: [UInt8]) -> Bool { work.isValid(signature) }

  /// The life of one session's thread.
  func runLane(_ board: LaneBoard, _ step: BenchmarkStep, _ progress: BenchmarkProgress) {
    do throws(CryptokiError) {
      let session = try module.openSession(slot: slotID, access: profile.sessionAccess)
      let input = work.input
      let sign = { [key, work] () throws(CryptokiError) in
        try session.signature(of: input, with: key.handle, mechanism: work.mechanism.signing)
      }
      board.report(.opened)
      board.awaitWarmUp()
      if !progress.isStopped { try LaneTally.warmUp(step, progress: progress, sign: sign) }
      board.report(.warm)
      board.awaitStart()
      var tally = LaneTally()
      try tally.measure(step, from: .now, progress: progress, sign: sign)
      try session.close()
      board.report(.finished(tally))
    } catch {
      board.report(.failed(.refused(error, by: profile)))
    }
  }
}

/// Runs a body on a thread of its own.
func startThread(named name: String, _ body: @escaping @Sendable () -> Void) {
  let thread = Thread(block: body)
  thread.name = name
  thread.stackSize = 1 << 20
  thread.start()
}
