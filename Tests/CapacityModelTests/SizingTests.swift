import CapacityModel
import Testing

@Suite("What a demand needs")
struct SizingTests {
  private func sizing(
    perSecond: Double, factor: Double = 1, use: Double = 0.5, _ plan: CapacityPlan = Samples.plan
  ) -> Sizing {
    Sizing(
      Demand(certificatesPerDay: perSecond * 86_400, peakFactor: factor, utilisation: use),
      for: plan)
  }

  @Test(
    "Lanes first, then tokens: the fewest that stay below the bound",
    arguments: [
      (10.0, 1, 1), (165, 1, 1), (166, 1, 2), (330, 1, 2), (1300, 1, 8), (1321, 2, 5),
      (2640, 2, 8), (2641, 3, 6),
    ])
  func tokens(perSecond: Double, count: Int, lanes: Int) {
    let tokens = sizing(perSecond: perSecond).tokens
    #expect(tokens?.count == count)
    #expect(tokens?.lanes == lanes)
    #expect((tokens?.queue.utilisation ?? 1) <= 0.5 + 1e-9)
  }

  @Test("Peaks count for certificates; responses are spread over months")
  func peaks() {
    let plan = Samples.plan {
      $0.certificate.statusResponses = .onDemand
      $0.certificate.responseSeconds = $0.certificate.validitySeconds / 5
    }
    #expect(abs(sizing(perSecond: 10, factor: 3, plan).signaturesPerSecond - 80) < 1e-9)
  }

  @Test("Cores, syncs and writes are those of the peak, at the utilisation that was stated")
  func machine() {
    let sizing = sizing(perSecond: 100, factor: 2)
    #expect(abs(sizing.cores - 1) < 1e-9)
    // 11.2 writes come together in 8 ms.
    #expect(abs(sizing.syncsPerSecond - 200 * 7 / 11.2 / 0.5) < 1e-9)
    #expect(abs(sizing.unsharedSyncsPerSecond - 2800) < 1e-9)
    #expect(abs(sizing.writesPerSecond - 2800) < 1e-9)
  }

  @Test(
    "What is too small is named, all of it",
    arguments: [
      (100.0, []), (170, [.hsm]), (401, [.hsm, .processor]), (501, [.hsm, .processor, .database]),
      (2400, [.hsm, .processor, .disk, .database]),
    ] as [(Double, [Resource])])
  func shortages(perSecond: Double, shortages: [Resource]) {
    let sizing = sizing(perSecond: perSecond)
    #expect(sizing.shortages == shortages)
    #expect(sizing.isMet == shortages.isEmpty)
  }

  @Test("A key in software needs no tokens")
  func software() {
    let sizing = sizing(
      perSecond: 100, Samples.plan { $0.signing = .software(millisecondsPerSignature: 0.5) })
    #expect(sizing.tokens == nil)
    #expect(abs(sizing.cores - 0.6) < 1e-9)
  }
}
