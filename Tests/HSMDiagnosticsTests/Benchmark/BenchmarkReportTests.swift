import Foundation
@testable import HSMDiagnostics
import Testing

@Suite("The benchmark's report")
struct BenchmarkReportTests {
  @Test("The text is a table, and what it means")
  func text() {
    let steps = [StepSamples.step(1, rate: 330), StepSamples.step(2, rate: 331)]
    let report = BenchmarkReport(context: StepSamples.context, steps: steps)
    #expect(
      report.text == """
        P-256, ECDSA (CKM_ECDSA), key label "r1"
        token "ca <west>" (Generic, firmware 2.4) by /opt/vendor/lib<1>.so

        sessions  signatures/s  p50 ms  p90 ms  p99 ms  p99.9 ms  max ms  CPU µs  efficiency     verified
               1           330   3.030   3.182   4.242     9.091   24.24      41       100 %  12 of 1,650
               2           331   6.042   6.344   8.459     18.13   48.34      41        50 %  12 of 1,655

        1 session gives 100 % of the peak of 331 signatures/s, which 2 sessions reached; beyond them a signature only waits longer.
        Recommended in chancery.yaml: sessions: 1
        A CA with this key can issue at most 330 certificates/s, or 165 with Certificate Transparency, where each takes two signatures.
        """)
  }

  @Test("What is saved can be read again")
  func roundTrip() throws {
    let report = StepSamples.report
    let json = try report.json()
    #expect(try JSONDecoder().decode(BenchmarkReport.self, from: Data(json.utf8)) == report)
    #expect(json.contains("\"recommended_sessions\" : 8"))
    #expect(json.contains("\"signatures_per_second\" : 2580"))
  }
}
