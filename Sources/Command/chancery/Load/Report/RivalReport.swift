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
  /// The same of each two turns in a row, the median of them: one turn in which a server stood still
  /// does not decide it.
  let medianRatio: Double?
  /// The turns in their order.
  let slices: [Slice]

  enum CodingKeys: String, CodingKey {
    case report
    case ratio
    case medianRatio = "median_ratio_of_turns"
    case slices
  }

  init(first: LoadReport, second: LoadReport, slices: [Slice]) {
    report = second
    ratio =
      second.certificatesPerSecond > 0
      ? (first.certificatesPerSecond / second.certificatesPerSecond * 1000).rounded() / 1000 : nil
    self.slices = slices
    medianRatio = Self.medianRatio(of: slices, first: first.directory)
  }

  /// Nil when there are no two turns, or the median is of a turn in which the second issued nothing.
  private static func medianRatio(of slices: [Slice], first: String) -> Double? {
    let pairs = stride(from: 0, to: slices.count - 1, by: 2).map { (slices[$0], slices[$0 + 1]) }
    let ratios = pairs.map { one, other in
      let (own, rival) = one.directory == first ? (one, other) : (other, one)
      return own.certificatesPerSecond / rival.certificatesPerSecond
    }.sorted()
    guard !ratios.isEmpty else { return nil }
    let middle = (ratios[(ratios.count - 1) / 2] + ratios[ratios.count / 2]) / 2
    return middle.isFinite ? (middle * 1000).rounded() / 1000 : nil
  }
}
