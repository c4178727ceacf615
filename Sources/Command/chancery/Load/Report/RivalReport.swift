/// The second server's report, and how the two compare.
struct RivalReport: Sendable, Equatable, Encodable {
  /// One turn of a server.
  struct Slice: Sendable, Equatable, Encodable {
    let directory: String
    let certificatesPerSecond: Double

    enum CodingKeys: String, CodingKey {
      case directory
      case certificatesPerSecond = "certificates_per_second"
    }
  }

  let report: LoadReport
  /// How many times as many certificates a second the first server issued; nil when this one issued
  /// none.
  let ratio: Double?
  /// The turns in their order.
  let slices: [Slice]

  init(first: LoadReport, second: LoadReport, slices: [Slice]) {
    report = second
    ratio =
      second.certificatesPerSecond > 0
      ? (first.certificatesPerSecond / second.certificatesPerSecond * 1000).rounded() / 1000 : nil
    self.slices = slices
  }
}
