import CapacityModel
import Testing

@Suite("The speed of a token by its lanes")
struct SigningSpeedTests {
  private let speed = Samples.speed([(1, 330), (2, 650), (4, 1300), (8, 2600), (16, 2640)])

  @Test(
    "Between points it rises evenly, from nothing; beyond the last it stays",
    arguments: [
      (1, 330.0), (2, 650), (3, 975), (4, 1300), (6, 1950), (8, 2600), (12, 2620), (64, 2640),
    ])
  func rates(lanes: Int, rate: Double) {
    #expect(speed.signaturesPerSecond(lanes: lanes) == rate)
  }

  @Test("Fewer lanes than were measured are taken for their share")
  func below() {
    #expect(Samples.speed([(4, 1200)]).signaturesPerSecond(lanes: 1) == 300)
  }

  @Test("The lanes to configure are the least that give nearly all")
  func recommended() {
    #expect(speed.recommendedLanes == 8)
    #expect(speed.isBeyondMeasurement(lanes: 17))
    #expect(!speed.isBeyondMeasurement(lanes: 16))
  }

  @Test("A signature occupies its lane for lanes ÷ rate")
  func service() {
    #expect(abs(speed.serviceSeconds(lanes: 8) - 8.0 / 2600) < 1e-12)
  }

  @Test(
    "What has no sense is no speed",
    arguments: [
      [], [(0, 330.0)], [(1, 0)], [(1, -5)], [(1, .nan)], [(1, .infinity)], [(2, 10), (2, 12)],
    ] as [[(Int, Double)]])
  func nonsense(points: [(Int, Double)]) {
    #expect(
      SigningSpeed(
        points.map { .init(lanes: $0.0, signaturesPerSecond: $0.1, processorMilliseconds: 0) })
        == nil)
  }
}
