import CertificateFormats
import Foundation
import Signing
import Testing
import X509

@testable import HSMSigning

/// Against the PKCS #11 module that misbehaves on command, over SoftHSM.
@Suite("A pool whose HSM misbehaves")
struct FaultTests {
  /// Signs again and again until told otherwise; every signature must verify.
  private func sign(
    with signer: some Signer, workers: Int, until isDone: @escaping @Sendable (Int) -> Bool
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var count = 0
          while !isDone(count) {
            let message = Array("\(worker) \(count)".utf8)
            let signature = try await signer.signature(for: message)
            guard
              signer.publicKey.isValidSignature(
                signature, for: message, signatureAlgorithm: signer.algorithm.x509)
            else { throw SigningError.proofFailed(expected: signer.publicKey.fingerprint) }
            count += 1
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }

  @Test("a lost device comes back with other handles: no signature by the wrong key (law 9)")
  func lostDevice() async throws {
    let device = try FaultyToken()
    let pool = try await device.open()
    let r1 = try await pool.signer(forKey: .label("r1"), certificateKey: device.keys[0])
    let r2 = try await pool.signer(forKey: .label("r2"), certificateKey: device.keys[1])
    // Whoever makes certificates relies on it, and verifies no more.
    let shared = try SharedSigner([r1])
    #expect(r1.verifiesSignatures && shared.verifiesSignatures)
    async let first = sign(with: r1, workers: 4) { _ in pool.status.reconnections > 0 }
    async let second = sign(with: r2, workers: 4) { _ in pool.status.reconnections > 0 }
    while pool.status.signatures < 50 { await Task.yield() }
    device.control("lose 1s CKR_DEVICE_ERROR reinitialise")
    #expect(try await first + second > 0)
    #expect(try await sign(with: r1, workers: 2) { $0 == 20 } == 40)
    #expect(try await sign(with: r2, workers: 2) { $0 == 20 } == 40)
    await pool.shutdown()
  }

  @Test("sessions killed and logins lost go unnoticed by who wants signatures (law 9)")
  func killedSessions() async throws {
    let device = try FaultyToken()
    let pool = try await device.open()
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: device.keys[0])
    for command in [
      "kill-session 2", "kill-session all", "logout", "fault C_Sign CKR_FUNCTION_FAILED count=2",
    ] {
      device.control(command)
      #expect(try await sign(with: signer, workers: 4) { $0 == 10 } == 40)
    }
    await pool.shutdown()
  }

  @Test("one lane of several hangs for ever: nothing else waits for it (law 7)")
  func hungLane() async throws {
    let device = try FaultyToken()
    let pool = try await device.open(timeout: .seconds(4))
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: device.keys[0])
    device.control("hang C_Sign 1")
    #expect(try await sign(with: signer, workers: 4) { $0 == 25 } == 100)
    #expect(pool.status.lanes.stuck == 1)
    #expect(pool.status.lanes.replaced == 1)
    device.control("release")
    while pool.status.lanes.stuck > 0 { await Task.yield() }
    await pool.shutdown()
  }

  @Test("a wrong PIN reaches the module once, over every start with it (law 8)")
  func wrongPIN() async throws {
    let device = try FaultyToken()
    let source = ChangeablePIN("0000")
    let ledger = InProcessLoginLedger()
    var pools: [TokenPool] = []
    for _ in 0..<3 {
      let pool = try await device.open(pinSource: source, ledger: ledger)
      #expect(pool.status.state.word == "parked")
      pools.append(pool)
    }
    let counters = try JSONDecoder().decode(
      Counters.self, from: Data(device.control("counters").utf8))
    #expect(counters.logins.reachedModule == 1)
    #expect(counters.logins.wrong == 1)
    for pool in pools { await pool.shutdown() }
  }

  /// What the module says that it has counted.
  private struct Counters: Decodable {
    struct Logins: Decodable {
      let reachedModule: Int
      let wrong: Int
    }

    let logins: Logins
  }

  @Test("one of two tokens is lost: the other signs, and both again when it is back")
  func sharing() async throws {
    let first = try FaultyToken()
    let second = try FaultyToken(sharingTokenOf: first)
    let pools = [try await first.open(name: "first"), try await second.open(name: "second")]
    let firstSigner = try await pools[0].signer(
      forKey: .label("r1"), certificateKey: first.keys[0])
    let signer = try SharedSigner([
      firstSigner,
      try await pools[1].signer(forKey: .label("r1"), certificateKey: first.keys[0]),
    ])
    // Equally slow, so that neither can do all the work alone before the other gets any.
    for token in [first, second] { token.control("latency C_Sign 2ms") }
    #expect(try await sign(with: signer, workers: 8) { $0 == 20 } == 160)
    #expect(signer.shares.allSatisfy { $0.signatures > 0 })
    first.control("lose")
    // Who asks it finds out; the shared signer may do without it.
    let asking = Task { try? await firstSigner.signature(for: [1]) }
    for await status in pools[0].changes() where !status.isReady { break }
    #expect(try await sign(with: signer, workers: 8) { $0 == 20 } == 160)
    #expect(!pools[0].status.isReady)
    #expect(pools[1].status.isReady)
    first.control("restore")
    for await status in pools[0].changes() where status.isReady { break }
    _ = await asking.value
    #expect(try await sign(with: signer, workers: 8) { $0 == 20 } == 160)
    #expect(signer.shares.map(\.signatures).reduce(0, +) == 480)
    for pool in pools { await pool.shutdown() }
  }
}
