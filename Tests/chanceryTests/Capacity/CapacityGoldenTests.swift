import ArgumentParser
import AuthorityService
import Foundation
import Testing

@testable import chancery

@Suite("chancery capacity: whole answers")
struct CapacityGoldenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Files of `Golden/` are written as `@name`.
    let options: [String]
    let cores: Int

    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "softhsm",
      options: ["--config", "@softhsm.yaml", "--bench", "@softhsm-p-256.json", "--burst", "10000"],
      cores: 2),
    Case(
      name: "cloudhsm",
      options: [
        "--config", "@cloudhsm.yaml", "--bench", "@cloudhsm-rsa-2048.json", "--burst", "1000000",
        "--arrival-rate", "700",
      ],
      cores: 4),
    Case(
      name: "cloudhsm-20-million-a-day",
      options: [
        "--config", "@cloudhsm.yaml", "--bench", "@cloudhsm-rsa-2048.json",
        "--certificates-per-day", "20000000", "--peak-factor", "2",
      ],
      cores: 4),
    Case(
      name: "luna",
      options: [
        "--config", "@luna.yaml", "--bench", "@luna-rsa-2048.json", "--bench", "@luna-p-256.json",
        "--certificate-transparency", "--ocsp", "on-demand", "--crl-shards", "128",
        "--certificates-per-day", "2000000",
      ],
      cores: 8),
  ]

  @Test("The text is that of the golden file", arguments: cases)
  func text(_ golden: Case) throws {
    try GoldenCapacity.mustBe(
      try GoldenCapacity.study(golden.options, cores: golden.cores).text + "\n",
      "\(golden.name).txt")
  }

  @Test("The JSON is that of the golden file", arguments: cases)
  func json(_ golden: Case) throws {
    let study = try GoldenCapacity.study(golden.options, cores: golden.cores)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try GoldenCapacity.mustBe(
      String(decoding: try encoder.encode(CapacityDocument(study)), as: UTF8.self) + "\n",
      "\(golden.name).expected.json")
  }
}

/// Studies of the files in `Golden/`.
enum GoldenCapacity {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  /// What the options come to; `@name` is a file of `Golden/`.
  static func study(_ options: [String], cores: Int = 2) throws -> CapacityStudy {
    let options = options.map { option in
      option.hasPrefix("@")
        ? folder.appending(path: option.dropFirst()).path(percentEncoded: false) : option
    }
    let command = try Capacity.parse(options)
    var study = try CapacityStudy(
      try command.config.map { try ConfigurationReader.read(file: $0) },
      certificate: command.certificate, figures: command.figures, demand: command.demand,
      findings: .init(cores: cores, reference: reference))
    // Lines are broken by their length, which must not depend on where the tests lie.
    study.sources = study.sources.map {
      CapacityStudy.Source(
        figure: $0.figure, value: $0.value, origin: $0.origin.replacing(folderPath, with: ""))
    }
    study.notes = study.notes.map { $0.replacing(folderPath, with: "") }
    return study
  }

  /// Fixed, so that answers don't change whenever the reference machine is measured anew.
  private static let reference = ReferenceFigures(
    flowMilliseconds: 2.9, issuingMilliseconds: 0.4, busyShare: 0.99)

  private static let folderPath = folder.path(percentEncoded: false) + "/"

  /// Compares with a file of `Golden/`.
  ///
  /// To take over a wanted change: CHANCERY_ACCEPT_GOLDEN=1 swift test --filter Golden, then read the
  /// diff.
  static func mustBe(_ text: String, _ name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name):\n\(text)")
  }
}
