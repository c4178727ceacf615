import CapacityModel
import Testing

@Suite("What limits a CA")
struct LimitsTests {
  private func limit(_ resource: Resource, of plan: CapacityPlan) -> Double? {
    plan.limits.first { $0.resource == resource }?.certificatesPerSecond
  }

  @Test("One signature a certificate, two with Certificate Transparency (RFC 6962 §3.1)")
  func transparency() {
    #expect(limit(.hsm, of: Samples.plan) == 330)
    #expect(
      limit(.hsm, of: Samples.plan { $0.certificate.hasCertificateTransparency = true }) == 165)
  }

  @Test("Responses by the issuer's key count for as long as the certificate lives")
  func onDemandResponses() {
    let plan = Samples.plan {
      $0.certificate.statusResponses = .onDemand
      $0.certificate.validitySeconds = 90 * 86_400
      $0.certificate.responseSeconds = 10 * 86_400
    }
    #expect(plan.certificate.statusSignatures == 9)
    #expect(limit(.hsm, of: plan) == 33)
    let rarely = Samples.plan {
      $0.certificate = plan.certificate
      $0.certificate.askedShare = 0.5
    }
    #expect(limit(.hsm, of: rarely) == 60)
  }

  @Test("A delegated responder's key takes CPU instead (RFC 6960 §4.2.2.2)")
  func delegatedResponses() {
    let plan = Samples.plan {
      $0.certificate.statusResponses = .delegated
      $0.certificate.validitySeconds = 90 * 86_400
      $0.certificate.responseSeconds = 9 * 86_400
    }
    #expect(limit(.hsm, of: plan) == 330)
    #expect(plan.processorMilliseconds == 3)
  }

  @Test("Revocation lists are signed first, however little is issued")
  func lists() {
    let plan = Samples.plan {
      $0.certificate.revocationLists = 30
      $0.certificate.listSeconds = 1
      $0.certificate.revokedShare = 0
    }
    #expect(limit(.hsm, of: plan) == 300)
    let tooMany = Samples.plan {
      $0.certificate = plan.certificate
      $0.certificate.revocationLists = 400
    }
    #expect(limit(.hsm, of: tooMany) == 0)
    #expect(tooMany.capacity.limiting == .hsm)
  }

  @Test("Each entry of a list is written at every round of the certificate's life")
  func entries() {
    let plan = Samples.plan {
      $0.certificate.revocationLists = 1
      $0.certificate.validitySeconds = 100_000
      $0.certificate.listSeconds = 1000
      $0.certificate.revokedShare = 0.1
    }
    #expect(abs(plan.certificate.listEntriesPerCertificate - 10) < 1e-9)
    #expect(abs(plan.processorMilliseconds - 2.51) < 1e-9)
    #expect(plan.certificate.liveCertificates(at: 10) == 1_000_000)
  }

  @Test("Many lanes run into the processor, and it is said so")
  func processor() {
    let plan = Samples.plan { $0.tokens { $0.lanes = 8 } }
    #expect(plan.capacity.limiting == .processor)
    #expect(plan.capacity.certificatesPerSecond == 800)
    // What a queue drains at: finalize and what is before it are over.
    #expect(plan.issuingLineCapacity.limiting == .processor)
    #expect(plan.issuingLineCapacity.certificatesPerSecond == 1760)
  }

  @Test("CPU of the token's module counts, and a key in software is nothing but CPU")
  func signingTime() {
    let module = Samples.plan {
      $0.tokens { $0.speed = Samples.speed([(1, 2000)], cpu: 0.5) }
    }
    #expect(module.processorMilliseconds == 3)
    let software = Samples.plan { $0.signing = .software(millisecondsPerSignature: 1.5) }
    #expect(software.processorMilliseconds == 4)
    #expect(limit(.hsm, of: software) == nil)
    #expect(software.capacity.certificatesPerSecond == 500)
  }

  @Test(
    "Half of the orders under way share a commit, and a full group of 12 at most",
    arguments: [(1, 7.0), (2, 7), (14, 1), (64, 7.0 / 12), (1000, 7.0 / 12)] as [(Int, Double)])
  func syncs(orders: Int, syncs: Double) {
    let plan = Samples.plan { $0.ordersUnderWay = orders }
    #expect(abs(plan.syncsPerCertificate - syncs) < 1e-12)
    #expect(abs((limit(.disk, of: plan) ?? 0) - 1000 / syncs) < 1e-6)
  }

  @Test(
    "Where little is issued few writes come together",
    arguments: [(1, 7.0), (125, 1), (375, 7.0 / 12), (10_000, 7.0 / 12)] as [(Double, Double)])
  func pacedSyncs(rate: Double, syncs: Double) {
    #expect(abs(Samples.plan.syncsPerCertificate(at: rate) - syncs) < 1e-9)
  }

  @Test("At capacity the limiting resource is in use wholly, the others in part")
  func use() {
    let capacity = Samples.plan.capacity
    #expect(capacity.limits.map { capacity.use(of: $0) }.max() == 1)
    let processor = capacity.limits.first { $0.resource == .processor }
    #expect(processor.map { capacity.use(of: $0) } == 330.0 / 800)
  }
}
