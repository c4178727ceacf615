import Foundation

/// What a whole run came to: one server's report, or two side by side, and which limits were kept.
struct LoadResult: Sendable, Equatable {
  let report: LoadReport
  var rival: RivalReport?
  let seed: UInt64
  let objectives: [JudgedObjective]
  /// Whether somebody ended the run before its time.
  let isInterrupted: Bool

  init(
    report: LoadReport, rival: RivalReport?, seed: UInt64, objectives: [Objective],
    isInterrupted: Bool
  ) {
    self.report = report
    self.rival = rival
    self.seed = seed
    self.objectives = objectives.map {
      JudgedObjective($0, measured: report.value(of: $0.quantity, ratio: rival?.ratio))
    }
    self.isInterrupted = isInterrupted
  }

  /// Whether all certificates were got, or what is to be kept is stated and was kept.
  ///
  /// Who states how many errors there may be is judged by that.
  var isGood: Bool {
    let judgesErrors = objectives.contains { $0.objective.quantity == .errors }
    let isComplete = report.counts.failed == 0 && rival?.report.counts.failed ?? 0 == 0
    return (isComplete || judgesErrors) && objectives.allSatisfy(\.isMet)
  }

  /// The result for programs: one JSON object, keys sorted.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension LoadResult: Encodable {
  enum CodingKeys: String, CodingKey {
    case rival = "against"
    case seed
    case objectives
    case isInterrupted = "interrupted"
  }

  /// The first server's report stands at the top, where it stands when there is but one.
  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(rival, forKey: .rival)
    try container.encode(seed, forKey: .seed)
    try container.encode(objectives, forKey: .objectives)
    try container.encode(isInterrupted, forKey: .isInterrupted)
  }
}
