import ACMEProtocol

/// An exchange with an ACME server came to no good end.
struct ACMEClientError: Error, Sendable, CustomStringConvertible {
  enum Cause: Sendable {
    /// The server refused with this problem.
    case problem(ProblemDocument, status: Int)
    /// The server answered with a status that nothing prepares for, and no problem document.
    case status(Int)
    /// No answer came: refused, reset, timed out, or not trusted.
    case connection(ConnectionFault)
    /// What came is not what RFC 8555 says.
    case malformed(String)
    /// An order or authorization ended as invalid.
    case invalid(String, ProblemDocument?)
    /// The record that proves control could not be published.
    case publication(DNSPublisherError)
    /// The certificate is not what was asked for.
    case chain(ChainError)
    /// It took longer than we were ready to wait; the text says for what.
    case outOfPatience(OutlastedPatience, String)
  }

  /// What was asked of the server; `nil` for its directory.
  let step: LoadStep?
  let url: String
  let cause: Cause
  /// Why it was not tried again, where it might have been.
  var outlasted: OutlastedPatience?

  /// The kind, by which failures are counted.
  var type: String {
    switch cause {
    case .problem(let problem, _): problem.type
    case .status(let status): "status-\(status)"
    case .connection: "connection"
    case .malformed: "malformed-answer"
    case .invalid(_, let problem): problem?.type ?? "invalid"
    case .publication: "dns-publication"
    case .chain: "wrong-certificate"
    case .outOfPatience: "out-of-patience"
    }
  }

  var description: String {
    let end = outlasted.map { "; \($0)" } ?? ""
    return happening + end
  }

  private var happening: String {
    let place = "\(step?.rawValue ?? "directory") at \(url)"
    switch cause {
    case .problem(let problem, let status):
      return "\(place): \(status) \(problem.type): \(problem.detail ?? "no detail")"
    case .status(let status):
      return "\(place): status \(status) without a problem document; see the server's log"
    case .connection(let fault):
      return "\(place): \(fault)"
    case .malformed(let text):
      return "\(place): the answer is not what RFC 8555 says: \(text)"
    case .invalid(let what, let problem):
      return "\(place): \(what) became invalid: \(Self.text(of: problem))"
    case .publication(let error):
      return "\(place): \(error)"
    case .chain(let error):
      return "\(place): \(error)"
    case .outOfPatience(let outlasted, let what):
      return "\(place): \(what); \(outlasted)"
    }
  }

  private static func text(of problem: ProblemDocument?) -> String {
    guard let problem else { return "the server does not say why" }
    return "\(problem.type): \(problem.detail ?? "no detail")"
  }
}
