import ArgumentParser

/// Options that say which server is measured.
struct ServerOptions: ParsableArguments {
  @Option(help: "URL of the server's directory.")
  var directory: String?

  @Option(help: "PEM file with the roots that the server's TLS certificate must lead to.")
  var caFile: String?

  @Flag(help: "Trust any server, for trials on one's own machine.")
  var insecure = false

  @Option(help: "Port of the http-01 responder on 127.0.0.1. (default: 5002)")
  var httpPort: Int?

  @Option(help: "Process id of the server, when it runs here: its CPU is measured too.")
  var serverProcess: Int?

  @Option(
    help: "URL of a second server's directory: both take turns in one run, and are compared.")
  var against: String?

  @Option(help: "As --ca-file, for the second server.")
  var againstCaFile: String?

  @Flag(help: "As --insecure, for the second server.")
  var againstInsecure = false

  @Option(help: "As --http-port, for the second server. (default: the same)")
  var againstHttpPort: Int?

  @Option(help: "As --server-process, for the second server.")
  var againstServerProcess: Int?

  @Option(help: "How many turns two servers take in all, each as long as a run. (default: 4)")
  var slices: Int?

  func fill(_ draft: inout ScenarioDraft) {
    draft.server = .init(
      directory: directory, caFile: caFile, insecure: insecure ? true : nil, httpPort: httpPort,
      process: serverProcess)
    draft.rival = .init(
      directory: against, caFile: againstCaFile, insecure: againstInsecure ? true : nil,
      httpPort: againstHttpPort, process: againstServerProcess)
    draft.slices = slices
  }
}
