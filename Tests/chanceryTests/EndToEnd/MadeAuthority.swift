import Foundation
import Testing

/// A CA that `chancery init` has made in a folder of its own, on ports of its own.
struct MadeAuthority {
  let folder: ScratchFolder
  let acmePort: Int
  let operationsPort: Int

  init(_ options: [String] = []) async throws {
    folder = try ScratchFolder()
    let ports = try LoopbackPort.free(3)
    (acmePort, operationsPort) = (ports[0], ports[1])
    let run = try ChanceryRun(
      [
        "init", folder.path("ca"), "--acme-port", "\(acmePort)", "--operations-port",
        "\(operationsPort)", "--public-port", "\(ports[2])",
      ] + options)
    try #require(try await run.exit() == 0, "\(run.standardError)")
  }

  var configurationFile: String { folder.path("ca/chancery.yaml") }
  var rootFile: String { folder.path("ca/issuers/root.pem") }

  /// Changes a text in its configuration.
  func edit(_ old: String, to new: String) throws {
    let text = folder.text(of: "ca/chancery.yaml")
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new), to: "ca/chancery.yaml")
  }

  /// The line of the configuration, counted from 1, that holds a text first.
  func line(of text: String) throws -> Int {
    let lines = folder.text(of: "ca/chancery.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    return try #require(lines.firstIndex { $0.contains(text) }) + 1
  }

  /// Runs a command to its end that is to refuse the configuration.
  func refusal(of command: [String]) async throws -> (code: Int32, text: String) {
    let run = try ChanceryRun(command + ["--config", configurationFile])
    let code = try await run.exit()
    // What the log says on the way is left out, and so is where this test's folder lies.
    let lines = run.standardError.split(separator: "\n").filter { $0.hasPrefix("chancery: ") }
    return (
      code, lines.joined(separator: "\n").replacing(folder.path("ca/"), with: "")
    )
  }
}
