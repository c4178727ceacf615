import Foundation

extension LoadServer {
  init(
    _ draft: ScenarioDraft.Server, option: String, prefix: String
  ) throws(ScenarioProblem) {
    let example = "https://127.0.0.1:14000/directory"
    guard let directory = draft.directory else {
      throw ScenarioProblem("no server is named; give one as \(option) \(example)")
    }
    guard let url = URL(string: directory), ["http", "https"].contains(url.scheme),
      url.host()?.isEmpty == false
    else { throw ScenarioProblem("\(option) \(directory) is no URL; give one as \(example)") }
    let insecure = draft.insecure ?? false
    if insecure, draft.caFile != nil {
      throw ScenarioProblem(
        "\(prefix)insecure and \(prefix)ca-file contradict each other; give one of them")
    }
    if let file = draft.caFile, !FileManager.default.isReadableFile(atPath: file) {
      throw ScenarioProblem("\(prefix)ca-file \(file) cannot be read; name a PEM file")
    }
    self.directory = directory
    trust = insecure ? .anybody : draft.caFile.map { .file($0) } ?? .system
    httpPort = try LoadScenario.checked(
      draft.httpPort ?? 5002, in: 1...65_535, option: "\(prefix)http-port")
    process = try draft.process.map { (number) throws(ScenarioProblem) in
      Int32(
        try LoadScenario.checked(number, in: 1...4_194_304, option: "\(prefix)server-process"))
    }
  }
}
