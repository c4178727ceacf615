import ReportPages
import Testing

@Suite("Scale of an axis")
struct ScaleTests {
  @Test(
    "Marks are round and within the domain",
    arguments: [
      (Scale.Kind.linear, 0.0...95.0, [0.0, 25, 50, 75]),
      (.linear, 0...8, [0, 2, 4, 6, 8]),
      (.linear, 0...0.4, [0, 0.1, 0.2, 0.30000000000000004, 0.4]),
      (.logarithmic, 1...10, [1, 1.5, 2, 3, 4, 5, 7, 10]),
      (.logarithmic, 1...1_000_000, [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]),
    ])
  func ticks(kind: Scale.Kind, domain: ClosedRange<Double>, marks: [Double]) {
    let scale = Scale(kind: kind, domain: domain, pixels: (0, 100))
    #expect(scale.ticks == marks)
  }

  @Test("Values lie between the ends, and those beyond at an end")
  func places() {
    let linear = Scale(kind: .linear, domain: 0...10, pixels: (200, 100))
    #expect([-1, 0, 5, 10, 99].map(linear.place) == [200, 200, 150, 100, 100])
    let logarithmic = Scale(kind: .logarithmic, domain: 1...100, pixels: (0, 100))
    #expect([0, 1, 10, 100].map(logarithmic.place) == [0, 0, 50, 100])
  }
}
