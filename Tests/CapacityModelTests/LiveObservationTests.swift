import CapacityModel
import Testing

@Suite("What a running CA is seen to do")
struct LiveObservationTests {
  private func page(
    certificates: Int, signatures: Int, cpu: Double, queue: Int, busy: Int
  ) throws -> MetricsText {
    try MetricsText(
      """
      chancery_certificates_issued_total{profile="default",issuer="r1"} \(certificates)
      chancery_hsm_signatures_total{token="a"} \(signatures)
      chancery_hsm_lanes{token="a"} 4
      chancery_hsm_lanes_busy{token="a"} \(busy)
      chancery_queue_jobs{class="normal"} \(queue)
      chancery_storage_statements_total \(certificates * 12)
      process_cpu_seconds_total \(cpu)
      """)
  }

  @Test("Rates are differences by time, and costs are differences by certificates")
  func rates() throws {
    let seen = try LiveObservation([
      (0, page(certificates: 100, signatures: 110, cpu: 1, queue: 50, busy: 4)),
      (5, page(certificates: 400, signatures: 410, cpu: 1.5, queue: 20, busy: 2)),
      (10, page(certificates: 1100, signatures: 1110, cpu: 3, queue: 30, busy: 3)),
    ])
    #expect(seen.certificatesPerSecond == 100)
    #expect(seen.signaturesPerSecond == 100)
    #expect(seen.busyShare == 0.75)
    #expect(abs((seen.signaturesPerSecondWhenBusy ?? 0) - 400.0 / 3) < 1e-9)
    #expect(seen.perCertificate(seen.processorSeconds) == 0.002)
    #expect(seen.statements.flatMap(seen.perCertificate) == 12)
    #expect(seen.commits == nil)
    #expect(seen.isSaturated)
  }

  @Test("A CA that does nothing says nothing about what it could")
  func idle() throws {
    let page = try page(certificates: 7, signatures: 8, cpu: 1, queue: 0, busy: 0)
    let seen = try LiveObservation([(0, page), (10, page)])
    #expect(!seen.isSaturated)
    #expect(seen.signaturesPerSecondWhenBusy == nil)
    #expect(seen.perCertificate(1) == nil)
  }

  @Test("Counters that go back, pages of others and no time at all are refused")
  func faults() throws {
    let early = try page(certificates: 7, signatures: 8, cpu: 1, queue: 0, busy: 0)
    let late = try page(certificates: 9, signatures: 9, cpu: 2, queue: 0, busy: 0)
    #expect(throws: LiveObservation.Fault.restarted) {
      try LiveObservation([(0, late), (10, early)])
    }
    #expect(throws: LiveObservation.Fault.tooShort) { try LiveObservation([(3, early)]) }
    #expect(throws: LiveObservation.Fault.tooShort) {
      try LiveObservation([(3, early), (3, late)])
    }
    let other = try MetricsText("go_goroutines 7\nprocess_cpu_seconds_total 1")
    #expect(throws: LiveObservation.Fault.missing("chancery_queue_jobs")) {
      try LiveObservation([(0, other), (1, other)])
    }
    let nobody = try MetricsText("up 1")
    #expect(throws: LiveObservation.Fault.missing("process_cpu_seconds_total")) {
      try LiveObservation([(0, nobody), (1, nobody)])
    }
  }
}
