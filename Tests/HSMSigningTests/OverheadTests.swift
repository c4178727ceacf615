import Cryptoki
import Foundation
import Glibc
import HSMSigning
import Logging
import Testing

/// What the pool costs beside the signature itself; run by hand, in a release build.
@Suite(
  "The pool's overhead",
  .enabled(if: ProcessInfo.processInfo.environment["CHANCERY_MEASURE"] != nil))
struct OverheadTests {
  private var cpuTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("CPU a signature, on a bare session and through the pool")
  func overhead() async throws {
    let token = try SoftHSM.makeToken()
    let session = try SoftHSM.module.get().openSession(slot: token.slotID, access: .readWrite)
    try session.login(with: PIN(SoftHSM.userPIN))
    let key = try session.generateKeyPair(.p256, label: "r1").privateKey
    let digest = [UInt8](repeating: 7, count: 32)
    let count = 20_000

    var start = cpuTime
    for _ in 0..<count { _ = try session.signature(of: digest, with: key, mechanism: .ecdsa) }
    let bare = (cpuTime - start) / Double(count)

    for (lanes, tasks) in [(1, 1), (1, 8), (8, 64)] {
      let pool = try await TokenPool.open(
        TokenConfiguration(
          name: "t", modulePath: SoftHSM.modulePath, selection: .label(token.label),
          sessionCount: lanes),
        pinSource: FixedPINSource(PIN(SoftHSM.userPIN)), ledger: InProcessLoginLedger(),
        logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
      start = cpuTime
      try await withThrowingTaskGroup { group in
        for _ in 0..<tasks {
          group.addTask {
            for _ in 0..<(count / tasks) {
              _ = try await pool.perform { session throws(CryptokiError) in
                try session.signature(of: digest, with: key, mechanism: .ecdsa)
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let pooled = (cpuTime - start) / Double(count)
      print(
        "\(lanes) lanes, \(tasks) tasks: bare \(bare * 1e6) µs, pooled \(pooled * 1e6) µs, "
          + "overhead \((pooled - bare) * 1e6) µs")
      await pool.shutdown()
    }
  }
}
