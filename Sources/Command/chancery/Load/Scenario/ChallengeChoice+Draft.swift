import Foundation

extension ChallengeChoice {
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    switch (draft.dnsHook, draft.dnsTestServer) {
    case (nil, nil): self = .http01
    case (.some, .some):
      throw ScenarioProblem(
        .dnsHook, "Two ways to publish records contradict each other.",
        mend: "Leave out this one or \(.dnsTestServer).")
    case (.some(let program), nil):
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw ScenarioProblem(
          .dnsHook, "\(program) is no program that can be run.", mend: "Name one by its path.")
      }
      self = .dns01Hook(program: program)
    case (nil, .some(let text)):
      guard let url = URL(string: text), url.scheme == "http", url.host()?.isEmpty == false else {
        throw ScenarioProblem(
          .dnsTestServer, "\(text) is no URL.", mend: "Give one as http://127.0.0.1:8055.")
      }
      self = .dns01TestServer(url: text.hasSuffix("/") ? String(text.dropLast()) : text)
    }
  }
}
