/// What `make bench` found out about the issuing line on devices of known speed.
struct ShareResults: Decodable {
  static let mend = "Write one by `make bench`; it is .build-bench/results/share.json."

  struct Line: Decodable {
    let processorMilliseconds: Double

    enum CodingKeys: String, CodingKey {
      case processorMilliseconds = "server_cpu_ms_per_certificate"
    }
  }

  struct Device: Decodable {
    let lanes: Int
    let share: Double
    let moduleMilliseconds: Double
    let line: Line

    enum CodingKeys: String, CodingKey {
      case lanes
      case share
      case moduleMilliseconds = "module_cpu_ms"
      case line
    }
  }

  struct Figures: Decodable {
    let devices: [Device]
  }

  let when: String
  let commit: String
  let machine: String
  let figures: Figures

  /// - Throws: ``FileProblem`` or ``FigureFileProblem``.
  static func read(path: String) throws -> ShareResults {
    let results = try FigureFile.decode(ShareResults.self, path: path, mend: mend)
    guard !results.figures.devices.isEmpty else {
      throw FigureFileProblem(path: path, reason: "it has no devices", mend: mend)
    }
    for (index, device) in results.figures.devices.enumerated() {
      try FigureFile.requirePositive(
        [
          ("lanes", Double(device.lanes)), ("share", device.share),
          ("module_cpu_ms", device.moduleMilliseconds),
          ("line.server_cpu_ms_per_certificate", device.line.processorMilliseconds),
        ], in: "figures.devices[\(index)]", path: path, mend: mend)
    }
    return results
  }

  /// The greatest share that any device's own rate came to; the others' machine was too small for them.
  var busyShare: Double { min(1, figures.devices.map(\.share).max() ?? 1) }

  /// CPU of the issuing line for a certificate, without the signature: the least that was measured,
  /// since neighbours on the machine only add to it.
  var issuingMilliseconds: Double {
    figures.devices.map { max(0, $0.line.processorMilliseconds - $0.moduleMilliseconds) }.min() ?? 0
  }

  var origin: String { "commit \(commit) of \(when) on \(machine)" }
}
