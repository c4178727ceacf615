import Foundation

extension ChallengeChoice {
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    switch (draft.dnsHook, draft.dnsTestServer) {
    case (nil, nil): self = .http01
    case (.some, .some):
      throw ScenarioProblem("--dns-hook and --dns-challtestsrv contradict each other; give one")
    case (.some(let program), nil):
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw ScenarioProblem("--dns-hook \(program) is no program; name one by its path")
      }
      self = .dns01Hook(program: program)
    case (nil, .some(let text)):
      guard let url = URL(string: text), url.scheme == "http", url.host()?.isEmpty == false else {
        throw ScenarioProblem(
          "--dns-challtestsrv \(text) is no URL; give one as http://127.0.0.1:8055")
      }
      self = .dns01TestServer(url: text.hasSuffix("/") ? String(text.dropLast()) : text)
    }
  }
}
