import Testing

@testable import chancery

@Suite("View of a running load")
struct LoadViewTests {
  private let view = LoadView(
    counts: .init(
      arrivals: 100, done: 60, failed: 3, inFlight: 30, heldBack: 20, refused: 12, serverErrors: 1),
    certificatesPerSecond: 20.04, p50: 12.4, p99: 1250,
    failures: [
      .init(type: "urn:ietf:params:acme:error:dns", detail: "no address of a.test", count: 3)
    ], wanted: 500)

  @Test("A plain line says all in short")
  func line() {
    #expect(
      view.line
        == "60 of 500 certificates, 20.0/s, 3 failed, 30 in flight, p50 12.4 ms, p99 1.2 s, 12 refused"
    )
  }

  @Test("Lines on a terminal tell what waits and what failed, and never wrap")
  func lines() {
    #expect(
      view.lines(columns: 100) == [
        "60 of 500 certificates, 20.0/s, p50 12.4 ms, p99 1.2 s",
        "30 in flight, 7 due and not begun, 12 refused, 1 server errors, 3 failed",
        "  3 × urn:ietf:params:acme:error:dns: no address of a.test",
      ])
    #expect(view.lines(columns: 40).allSatisfy { $0.count < 40 })
    #expect(view.lines(columns: 40)[2].hasSuffix("…"))
  }

  @Test("Before the first certificate there is no latency, and without a number no end")
  func beginning() {
    let view = LoadView(
      counts: .init(), certificatesPerSecond: 0, p50: nil, p99: nil, failures: [], wanted: nil)
    #expect(view.line == "0 certificates, 0.0/s, 0 failed, 0 in flight")
  }
}
