import Foundation
import Testing

/// A SoftHSM token of its own for one test of the doctor, perhaps behind the fault module.
struct DoctorToken {
  static let softHSM = "/usr/lib/softhsm/libsofthsm2.so"
  static let texts = DoctorGoldenText(
    folder: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "DoctorGolden"))

  struct SetupFailed: Error {
    let text: String
  }

  let folder: ScratchFolder
  private let pin: String
  private let scenario: String?

  /// Makes the token.
  ///
  /// - Parameter scenario: One of `Examples/fault-scenarios`, whose device stands in front of it.
  init(pin: String, scenario: String? = nil) async throws {
    folder = try ScratchFolder()
    self.pin = pin
    self.scenario = scenario
    try FileManager.default.createDirectory(
      atPath: folder.path("tokens"), withIntermediateDirectories: true)
    try folder.write(
      "directories.tokendir = \(folder.path("tokens"))\nlog.level = ERROR\n", to: "softhsm2.conf")
    try await run(
      "/usr/bin/softhsm2-util",
      ["--init-token", "--free", "--label", "ca", "--so-pin", "87654321", "--pin", pin])
    if let scenario {
      let example = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Examples/fault-scenarios/\(scenario).yaml")
      let text = try String(contentsOf: example, encoding: .utf8)
      try folder.write(
        text.replacing(/control_socket:.*\n/, with: "")
          + "token: ca\ncounters_file: counters.json\nstate_file: state.json\n",
        to: "scenario.yaml")
    }
  }

  /// Changes one section of the scenario for another.
  func change(_ section: String) throws {
    let key = section.prefix { $0 != ":" }
    var lines = folder.text(of: "scenario.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    if let start = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) {
      let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
      lines.removeSubrange(start..<end)
    }
    try folder.write(lines.joined(separator: "\n") + "\n\(section)\n", to: "scenario.yaml")
  }

  /// Generates a P-256 key, not through the fault module.
  func generate(label: String) async throws {
    try writePIN(pin, to: "right-pin")
    let run = try ChanceryRun(
      [
        "hsm", "generate", "--module", Self.softHSM, "--token-label", "ca", "--pin-file",
        folder.path("right-pin"), "--label", label,
      ] + environment)
    guard try await run.exit() == 0 else { throw SetupFailed(text: run.standardError) }
  }

  /// Runs the doctor with a PIN.
  func diagnosis(
    pin: String, _ options: [String] = []
  ) async throws -> (code: Int32, text: String) {
    try writePIN(pin, to: "pin")
    let module = scenario == nil ? Self.softHSM : try Self.faultModule()
    let label = options.contains("--token-label") || scenario != nil ? [] : ["--token-label", "ca"]
    return try await Self.diagnosis(
      ["--module", module, "--pin-file", folder.path("pin")] + label + environment + options,
      in: folder)
  }

  static func diagnosis(
    _ options: [String], in folder: ScratchFolder
  ) async throws -> (code: Int32, text: String) {
    let run = try ChanceryRun(["hsm", "doctor"] + options)
    let code = try await run.exit()
    let text = run.standardOutput
    for line in text.split(separator: "\n") where !line.hasPrefix("First cause") {
      #expect(line.count <= 100 || !line.contains(". "), "\(line)")
    }
    return (code, normalised(text, folder: folder))
  }

  /// How often a function of the fault module was called, in its last run.
  func calls(of function: String) throws -> Int {
    let data = try Data(contentsOf: URL(filePath: folder.path("counters.json")))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let functions = try #require(object?["functions"] as? [String: [String: Any]])
    return functions[function]?["calls"] as? Int ?? 0
  }

  private var environment: [String] {
    ["--module-environment", "SOFTHSM2_CONF=\(folder.path("softhsm2.conf"))"]
      + (scenario == nil
        ? []
        : ["--module-environment", "CHANCERY_FAULT_SCENARIO=\(folder.path("scenario.yaml"))"])
  }

  private func writePIN(_ pin: String, to name: String) throws {
    try folder.write(pin + "\n", to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path(name))
  }

  private func run(_ program: String, _ arguments: [String]) async throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ["SOFTHSM2_CONF": folder.path("softhsm2.conf")]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SetupFailed(text: program) }
  }

  private static func faultModule() throws -> String {
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while folder.path() != "/" {
      folder.deleteLastPathComponent()
      let module = folder.appending(path: "libchancery-fault-module.so")
      if FileManager.default.fileExists(atPath: module.path()) { return module.path() }
    }
    throw SetupFailed(text: "the fault module isn't built")
  }

  /// Takes out what differs from run to run, and puts each text into one line.
  static func normalised(_ text: String, folder: ScratchFolder) -> String {
    let continuation = String(repeating: " ", count: 25)
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let rest = line.drop { $0 == " " }
      let isRow = ["tried ", "means ", "mend "].contains { rest.hasPrefix($0) }
      if line.hasPrefix(continuation), !isRow, let last = lines.popLast() {
        lines.append(last + " " + rest)
      } else {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n")
      .replacing(folder.path(), with: "FOLDER/")
      .replacing(/[^ ]*\/libchancery-fault-module\.so/, with: "FAULT-MODULE")
      .replacing(/serial [0-9a-f]{16}/, with: "serial SERIAL")
      .replacing(/slot [0-9]{3,}/, with: "slot SLOT")
      .replacing(/[0-9]+ (KiB|MiB)/, with: "SIZE")
      .replacing(/[0-9.]+\/s in/, with: "RATE/s in")
      .replacing(/about [0-9.]+ certificates a second, or [0-9.]+ with/, with: "about RATE … with")
      .replacing(/id [0-9a-f]{32}/, with: "id ID")
      .replacing(
        /fingerprint [0-9a-f]{16}…, the certificate's [0-9a-f]{16}…/, with: "fingerprint …")
  }
}

/// Texts that are kept beside the tests, to be read whenever they change.
///
/// To take over a wanted change: `CHANCERY_ACCEPT_GOLDEN=1 swift test --filter Doctor`, then read the
/// diff.
struct DoctorGoldenText {
  let folder: URL

  /// Compares a text with the one that is kept.
  func expect(
    _ text: String, named name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
    let difference = lines(text).difference(from: lines(kept)).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    #expect(difference.joined(separator: "\n") == "", "\(name)", sourceLocation: location)
  }
}
