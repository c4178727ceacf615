import ACMEProtocol
import AuthorityModel
import NIOHTTP1

/// What a server answered to one request.
struct ACMEAnswer: Sendable {
  let step: LoadStep?
  let url: String
  let status: Int
  let headers: HTTPHeaders
  let body: [UInt8]

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Whether the request may be sent again, later: RFC 8555 §6.6, RFC 9110 §15.6.4.
  var asksForRetry: Bool { status == 429 || status == 503 }

  /// The URL of what was made.
  var location: String {
    get throws(ACMEClientError) {
      guard let location = headers.first(name: "Location") else {
        throw malformed("it has no Location, which RFC 8555 §7.1 demands")
      }
      return location
    }
  }

  /// The fresh nonce that it brings (RFC 8555 §6.5.1).
  var nonce: String? { headers.first(name: "Replay-Nonce") }

  func retryAfter(now: AuthorityModel.Timestamp) -> Duration? {
    headers.first(name: "Retry-After").flatMap { RetryAfter.duration(of: $0, now: now) }
  }

  /// The body as a resource.
  func resource<Resource: Decodable>(
    _ type: Resource.Type = Resource.self
  ) throws(ACMEClientError) -> Resource {
    do {
      return try ACMEJSON.decode(type, from: body)
    } catch {
      throw malformed("it is no \(type): \(error)")
    }
  }

  /// Why the server refused.
  var refusal: ACMEClientError {
    let problem = try? ACMEJSON.decode(ProblemDocument.self, from: body)
    return ACMEClientError(
      step: step, url: url,
      cause: problem.map { .problem($0, status: status) } ?? .status(status))
  }

  func malformed(_ text: String) -> ACMEClientError {
    ACMEClientError(step: step, url: url, cause: .malformed(text))
  }
}

extension ACMEClientError {
  var problemType: ProblemType? {
    guard case .problem(let problem, _) = cause else { return nil }
    return problem.problemType
  }

  var isConnectionLoss: Bool {
    guard case .connection = cause else { return false }
    return true
  }
}
