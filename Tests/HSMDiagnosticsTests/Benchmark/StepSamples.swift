import ReportPages
@testable import HSMDiagnostics

/// A device of eight lanes at 3 ms, as it would be measured.
enum StepSamples {
  static let eightLanes = [
    step(1, rate: 330), step(2, rate: 655), step(4, rate: 1302), step(8, rate: 2580),
    step(16, rate: 2610), step(32, rate: 2604),
  ]

  static func step(_ sessions: Int, rate: Double) -> StepFigures {
    let p50 = Double(sessions) * 1_000_000 / rate
    return StepFigures(
      sessions: sessions, signatures: Int(rate * 5), seconds: 5, signaturesPerSecond: rate,
      p50: p50, p90: p50 * 1.05, p99: p50 * 1.4, p999: p50 * 3, max: p50 * 8, processorTime: 41,
      verified: 12,
      distribution: [
        StepFigures.Bin(from: p50 * 0.9, to: p50, count: Int(rate)),
        StepFigures.Bin(from: p50, to: p50 * 1.1, count: Int(rate * 4)),
      ])
  }

  static let context = BenchmarkContext(
    module: "/opt/vendor/lib<1>.so", library: "Vendor \"HSM\" & Sons 1.0", vendor: "Generic",
    token: "ca <west>", serial: "0001", model: "Vendor M1", firmware: "2.4", key: "label \"r1\"",
    keyType: "P-256", mechanism: "ECDSA (CKM_ECDSA)", path: .session,
    machine: "Processor, 2 cores, Linux 6.1", date: "2026-11-24T01:00:00Z", chancery: "0.3")

  static let report = BenchmarkReport(context: context, steps: eightLanes)
}
