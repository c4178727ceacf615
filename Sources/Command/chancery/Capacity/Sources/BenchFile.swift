import CapacityModel
import HSMDiagnostics

/// What `chancery hsm bench` found out about one kind of key on a token.
struct BenchFile {
  static let mend = "Write one by `chancery hsm bench --save FILE`."

  let path: String
  /// As `RSA-2048`.
  let keyType: String
  let speed: SigningSpeed
  /// Token, machine and day, for the list of sources.
  let origin: String

  /// Reads a file and refuses what can't have been measured.
  ///
  /// - Throws: ``FileProblem`` or ``FigureFileProblem``.
  init(path: String) throws {
    let report = try FigureFile.decode(BenchmarkReport.self, path: path, mend: Self.mend)
    try self.init(report, path: path)
  }

  init(_ report: BenchmarkReport, path: String) throws(FigureFileProblem) {
    self.path = path
    keyType = report.context.keyType
    origin =
      "\(path): token \"\(report.context.token)\", \(report.context.mechanism), "
      + "\(report.context.date), \(report.context.machine)"
    guard !report.steps.isEmpty else {
      throw FigureFileProblem(
        path: path, reason: "no number of sessions was measured", mend: Self.mend)
    }
    for (index, step) in report.steps.enumerated() {
      if let fault = step.fault {
        throw FigureFileProblem(
          path: path, reason: "steps[\(index)].\(fault)", mend: Self.mend)
      }
    }
    let speed = SigningSpeed(
      report.steps.map {
        .init(
          lanes: $0.sessions, signaturesPerSecond: $0.signaturesPerSecond,
          processorMilliseconds: $0.processorTime / 1000)
      })
    guard let speed else {
      throw FigureFileProblem(
        path: path, reason: "two steps have the same number of sessions", mend: Self.mend)
    }
    self.speed = speed
  }
}

extension StepFigures {
  /// What of a step can't be, as the end of a sentence; nil where all can.
  fileprivate var fault: String? {
    if !(1...1024).contains(sessions) { return "sessions is \(sessions), not 1 to 1024" }
    for (name, value) in [
      ("signatures_per_second", signaturesPerSecond), ("seconds", seconds), ("p50_us", p50),
    ] where !(value > 0 && value.isFinite) {
      return "\(name) is \(value), not above 0"
    }
    if !(processorTime >= 0 && processorTime.isFinite) {
      return "cpu_us_per_signature is \(processorTime), not 0 or above"
    }
    // Two figures that say the same must agree, or one has another unit.
    let counted = Double(signatures) / seconds
    if !(counted / 2...counted * 2).contains(signaturesPerSecond) {
      return "signatures_per_second is \(signaturesPerSecond), but \(signatures) signatures in "
        + "\(seconds) s are \(CapacityWording.rate(counted)) a second"
    }
    // Little's law: what is under way is the rate times the time that one takes.
    let underWay = signaturesPerSecond * p50 / 1_000_000
    if !(Double(sessions) / 50...Double(sessions) * 50).contains(underWay) {
      return "p50_us is \(p50), which doesn't go with \(CapacityWording.rate(signaturesPerSecond)) "
        + "signatures a second by "
        + "\(CapacityWording.number(sessions, "session")): it must be in microseconds"
    }
    return nil
  }
}
