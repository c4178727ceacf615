import Signing
import Telemetry
import Testing

@testable import HSMSigning

/// What a token's pool counts and times, over the PKCS #11 module that misbehaves on command.
@Suite("What a pool measures")
struct SignatureMetricsTests {
  private let registry = MetricRegistry()

  private func times(_ part: String) throws -> HistogramReading {
    let reading = try #require(
      registry.readings.first { $0.labelValues == ["faulty", part] })
    guard case .histogram(let times) = reading.value else { throw SigningError.shutDown }
    return times
  }

  @Test("each signature's waiting and service apart")
  func times() async throws {
    let device = try FaultyToken("latency: { C_Sign: 20ms }")
    let pool = try await device.open(
      sessions: 1, metrics: SignatureMetrics(token: "faulty", factory: registry))
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: device.keys[0])
    let before = (service: try times("service"), waiting: try times("waiting"))
    // Four at once on one session: the last waits for three.
    try await withThrowingDiscardingTaskGroup { group in
      for number in 0..<4 {
        group.addTask { _ = try await signer.signature(for: [UInt8(number)]) }
      }
    }
    await pool.shutdown()
    let service = try times("service").sum - before.service.sum
    let waiting = try times("waiting").sum - before.waiting.sum
    #expect(try times("service").count - before.service.count == 4)
    #expect(try times("waiting").count - before.waiting.count == 4)
    #expect(service >= 4 * 0.02)
    // One, two and three signatures' time, less by how much later than the first they came.
    #expect(waiting >= 0.06)
    #expect(try times("service").count == UInt64(pool.status.signatures))
  }

  @Test("failed calls by what follows and by the module's code (law 9)")
  func faults() async throws {
    let device = try FaultyToken()
    let pool = try await device.open()
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: device.keys[0])
    #expect(pool.status.faults.isEmpty)
    device.control("fault C_Sign CKR_FUNCTION_FAILED count=2")
    _ = try await signer.signature(for: [1])
    let faults = pool.status.faults.filter { $0.key.code == "CKR_FUNCTION_FAILED" }
    #expect(faults.values.reduce(0, +) == 2)
    #expect(faults.keys.allSatisfy { Recovery(rawValue: $0.recovery) != nil })
    await pool.shutdown()
  }

  @Test("the kinds of fault, whatever a device's text says")
  func kinds() {
    let kinds: [(SigningError, String)] = [
      (.device(function: "C_Sign", code: 5, name: "CKR_X", advice: "x", mayRetry: true), "CKR_X"),
      (.tokenParked(token: "t", reason: "a text of the device"), "parked"),
      (.deadlineExceeded(after: .zero, stage: .signing), "timeout"),
      (.malformedSignature(reason: "a text"), "malformed"),
      (.tokenUnavailable(token: "t", reason: "a text"), "other"),
    ]
    for (error, code) in kinds {
      #expect(
        FaultKind(LaneFault(error, .newSession)) == FaultKind(recovery: "newSession", code: code))
    }
  }
}
