import Cryptoki
import Dispatch
import Foundation
import Signing
import Synchronization

extension SpeedTrial {
  /// Signs in as many threads as there are sessions, until the time is over.
  ///
  /// - Returns: Signatures a second.
  func signingRate(_ module: CryptokiModule) throws(CryptokiError) -> Double {
    let tally = SpeedTally()
    let begun = DispatchSemaphore(value: 0)
    let start = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<sessionCount {
      // The vendor's pace: sessions that are opened faster are refused.
      if pauseBetweenOpenings > .zero {
        Thread.sleep(forTimeInterval: pauseBetweenOpenings / .seconds(1))
      }
      let thread = Thread {
        sign(module, tally, begun: begun, start: start)
        done.signal()
      }
      thread.stackSize = 4 << 20
      thread.start()
      // Sessions are opened one after the other, at the vendor's pace.
      begun.wait()
    }
    let clock = ContinuousClock()
    let beginning = clock.now
    for _ in 0..<sessionCount { start.signal() }
    for _ in 0..<sessionCount { done.wait() }
    let elapsed = clock.now - beginning
    if let fault = tally.fault { throw fault }
    return Double(tally.count) / max(elapsed / .seconds(1), 0.001)
  }

  /// What one thread does.
  private func sign(
    _ module: CryptokiModule, _ tally: SpeedTally, begun: DispatchSemaphore,
    start: DispatchSemaphore
  ) {
    var hasBegun = false
    do throws(CryptokiError) {
      let session = try module.openSession(slot: slot, access: access)
      let challenge = proofChallenge()
      begun.signal()
      hasBegun = true
      start.wait()
      let clock = ContinuousClock()
      let deadline = clock.now + duration
      while clock.now < deadline, tally.fault == nil {
        _ = try session.signature(for: challenge, with: key, algorithm: algorithm)
        tally.add()
      }
    } catch {
      tally.fail(error)
      if !hasBegun {
        begun.signal()
        start.wait()
      }
    }
  }
}

/// What the threads of a speed trial have done together.
private final class SpeedTally: Sendable {
  private let signatures = Atomic<Int>(0)
  private let failure = Mutex<CryptokiError?>(nil)

  var count: Int { signatures.load(ordering: .relaxed) }
  var fault: CryptokiError? { failure.withLock { $0 } }

  func add() {
    signatures.add(1, ordering: .relaxed)
  }

  func fail(_ error: CryptokiError) {
    failure.withLock { $0 = $0 ?? error }
  }
}
