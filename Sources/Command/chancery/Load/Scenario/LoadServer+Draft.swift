import Foundation
import NIOSSL

extension LoadServer {
  /// By which keys a server is described.
  struct Keys: Sendable {
    let directory: ScenarioKey
    let caFile: ScenarioKey
    let insecure: ScenarioKey
    let httpPort: ScenarioKey
    let process: ScenarioKey

    static let first = Keys(
      directory: .directory, caFile: .caFile, insecure: .insecure, httpPort: .httpPort,
      process: .process)
    static let rival = Keys(
      directory: .rivalDirectory, caFile: .rivalCAFile, insecure: .rivalInsecure,
      httpPort: .rivalHTTPPort, process: .rivalProcess)

    var all: [ScenarioKey] { [directory, caFile, insecure, httpPort, process] }
  }

  init(_ draft: ScenarioDraft.Server, keys: Keys) throws(ScenarioProblem) {
    let example = "https://127.0.0.1:14000/directory"
    guard let directory = draft.directory else {
      throw ScenarioProblem(
        keys.directory, "No server is named.", mend: "Give its directory's URL, as \(example).")
    }
    guard let url = URL(string: directory), ["http", "https"].contains(url.scheme),
      url.host()?.isEmpty == false
    else {
      throw ScenarioProblem(
        keys.directory, "\(directory) is no URL.", mend: "Give one as \(example).")
    }
    let insecure = draft.insecure ?? false
    if insecure, draft.caFile != nil {
      throw ScenarioProblem(
        keys.insecure, "Who trusts any server needs no roots.",
        mend: "Leave this out, or \(keys.caFile).")
    }
    if let file = draft.caFile { try Self.checkRoots(in: file, key: keys.caFile) }
    self.directory = directory
    trust = insecure ? .anybody : draft.caFile.map { .file($0) } ?? .system
    httpPort = try LoadScenario.checked(
      draft.httpPort ?? 5002, in: 1...65_535, key: keys.httpPort)
    process = try draft.process.map { (number) throws(ScenarioProblem) in
      Int32(try LoadScenario.checked(number, in: 1...4_194_304, key: keys.process))
    }
  }

  /// Told now: later the TLS library would say it of each connection, in its own words.
  private static func checkRoots(in file: String, key: ScenarioKey) throws(ScenarioProblem) {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw ScenarioProblem(key, "\(file) cannot be read.", mend: "Name a PEM file.")
    }
    guard let roots = try? NIOSSLCertificate.fromPEMFile(file), !roots.isEmpty else {
      throw ScenarioProblem(
        key, "\(file) holds no certificate.",
        mend: "Name a PEM file with the roots that the server's TLS certificate leads to.")
    }
  }
}
