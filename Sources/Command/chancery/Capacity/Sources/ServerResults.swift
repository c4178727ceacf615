/// What `make bench` found out about the server on some machine: its whole flow.
struct ServerResults: Decodable {
  static let mend = "Write one by `make bench`; it is .build-bench/results/flow.json."

  struct Run: Decodable {
    let workers: Int
    let processorMilliseconds: Double
    let syncsPerCertificate: Double

    enum CodingKeys: String, CodingKey {
      case workers
      case processorMilliseconds = "server_cpu_ms_per_certificate"
      case syncsPerCertificate = "fsyncs_per_certificate"
    }
  }

  struct Figures: Decodable {
    let runs: [Run]
  }

  let when: String
  let commit: String
  let machine: String
  let figures: Figures

  /// - Throws: ``FileProblem`` or ``FigureFileProblem``.
  static func read(path: String) throws -> ServerResults {
    let results = try FigureFile.decode(ServerResults.self, path: path, mend: mend)
    guard !results.figures.runs.isEmpty else {
      throw FigureFileProblem(path: path, reason: "it has no runs", mend: mend)
    }
    for (index, run) in results.figures.runs.enumerated() {
      try FigureFile.requirePositive(
        [
          ("workers", Double(run.workers)),
          ("server_cpu_ms_per_certificate", run.processorMilliseconds),
          ("fsyncs_per_certificate", run.syncsPerCertificate),
        ], in: "figures.runs[\(index)]", path: path, mend: mend)
    }
    return results
  }

  /// CPU for a certificate under the greatest load that was measured.
  var processorMilliseconds: Double {
    figures.runs.max { $0.workers < $1.workers }?.processorMilliseconds ?? 0
  }

  /// A lone worker's syncs, which share nothing, are its durable steps; nil where none worked alone.
  var writesPerCertificate: Double? {
    figures.runs.first { $0.workers == 1 }?.syncsPerCertificate
  }

  var origin: String { "commit \(commit) of \(when) on \(machine)" }
}
