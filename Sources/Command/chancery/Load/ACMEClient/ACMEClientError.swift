import ACMEProtocol

/// An exchange with an ACME server came to no good end.
struct ACMEClientError: Error, Sendable, CustomStringConvertible {
  enum Cause: Sendable {
    /// The server refused with this problem.
    case problem(ProblemDocument, status: Int)
    /// The server answered with a status that nothing prepares for, and no problem document.
    case status(Int)
    /// No answer came: refused, reset, timed out, or not trusted.
    case connection(String)
    /// What came is not what RFC 8555 says.
    case malformed(String)
    /// An order or authorization ended as invalid.
    case invalid(String, ProblemDocument?)
    /// The record that proves control could not be published.
    case publication(DNSPublisherError)
    /// The certificate is not what was asked for.
    case chain(ChainError)
    /// It took longer than we were ready to wait; the text says for what.
    case outOfPatience(Duration, String)
  }

  /// What was asked of the server; `nil` for its directory.
  let step: LoadStep?
  let url: String
  let cause: Cause

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
    let place = "\(step?.rawValue ?? "directory") at \(url)"
    switch cause {
    case .problem(let problem, let status):
      return "\(place): \(status) \(problem.type): \(problem.detail ?? "no detail")"
    case .status(let status):
      return "\(place): status \(status) without a problem document; see the server's log"
    case .connection(let text):
      let hint = step == nil ? "; is the server up, and do the roots in --ca-file lead to it?" : ""
      return "\(place): no answer: \(text)\(hint)"
    case .malformed(let text):
      return "\(place): the answer is not what RFC 8555 says: \(text)"
    case .invalid(let what, let problem):
      return "\(place): \(what) became invalid: \(Self.text(of: problem))"
    case .publication(let error):
      return "\(place): \(error)"
    case .chain(let error):
      return "\(place): \(error)"
    case .outOfPatience(let limit, let what):
      return "\(place): \(what), longer than the patience of \(limit); raise --patience or look "
        + "at what holds the server up"
    }
  }

  private static func text(of problem: ProblemDocument?) -> String {
    guard let problem else { return "the server does not say why" }
    return "\(problem.type): \(problem.detail ?? "no detail")"
  }
}
