import ACMEProtocol
import Foundation

/// A load cannot begin, as its server's directory can't be had.
struct UnusableServer: Error, Sendable, CustomStringConvertible {
  let url: String
  let cause: ACMEClientError.Cause
  /// By which options the server is described.
  let keys: LoadServer.Keys

  /// - Parameter error: What came of reading the directory.
  init(_ error: ACMEClientError, keys: LoadServer.Keys) {
    (url, cause, self.keys) = (error.url, error.cause, keys)
  }

  var description: String {
    switch cause {
    case .connection(let fault): "\(url): \(fault). \(mend(fault))"
    case .status(let status):
      "\(url): it answered with status \(status), which no ACME directory does. \(otherURL)"
    case .problem(let problem, let status):
      "\(url): it answered with status \(status), \(problem.type): "
        + "\(problem.detail ?? "no detail"). \(otherURL)"
    case .malformed:
      "\(url): what it answered is no ACME directory (RFC 8555 §7.1.1). \(otherURL)"
    case .invalid, .publication, .chain, .outOfPatience:
      // None of these comes of a directory.
      "\(url): \(cause). \(otherURL)"
    }
  }

  private var otherURL: String {
    "Give the URL of the directory itself by \(keys.directory.option), as https://HOST/directory."
  }

  private func mend(_ fault: ConnectionFault) -> String {
    let isPlain = URL(string: url)?.scheme == "http"
    return switch fault {
    case .refused, .unknownHost, .timedOut, .other:
      "Start the server, or name another by \(keys.directory.option)."
    case .closed, .noHTTP:
      isPlain
        ? "If it speaks TLS, begin the URL with https://; else see the server's log."
        : "See the server's log."
    case .notTrusted:
      "Name the PEM file with its root by \(keys.caFile.option), or trust any server by "
        + "\(keys.insecure.option) on your own machine."
    case .otherName:
      "Name it in \(keys.directory.option) as its certificate does, or trust any server by "
        + "\(keys.insecure.option) on your own machine."
    case .noTLS: "Begin the URL with http://, or name the port that speaks TLS."
    }
  }
}
