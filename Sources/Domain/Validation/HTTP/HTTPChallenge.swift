/// An http-01 challenge: where its answer must lie, and what it must be.
///
/// - Note: RFC 8555 §8.3.
struct HTTPChallenge: Sendable {
  let host: String
  let token: String
  let keyAuthorization: String
  let port: Int

  var path: String { "/.well-known/acme-challenge/\(token)" }

  private var url: String {
    port == 80 ? "http://\(host)\(path)" : "http://\(host):\(port)\(path)"
  }

  /// Accepts the key authorization with status 200, and nothing else.
  func check(
    _ response: FetchedResponse, from address: IPAddress
  ) throws(ValidationFailure) {
    switch response.status {
    case 200:
      guard response.body.trimmingTrailingWhitespace().elementsEqual(keyAuthorization.utf8) else {
        throw incorrect(
          "the answer is \"\(PrintableExcerpt(response.body))\" but should be the key "
            + "authorization \"\(keyAuthorization)\"", from: address)
      }
    case 300..<400:
      // The one place to decide on redirects, once they are followed.
      let target = PrintableExcerpt(response.location ?? "")
      throw incorrect(
        "the answer is a redirect (status \(response.status) to \"\(target)\"), and redirects are "
          + "not followed; serve the challenge at this URL itself", from: address)
    default:
      throw incorrect(
        "the answer has status \(response.status) instead of 200: "
          + "\"\(PrintableExcerpt(response.body))\"", from: address)
    }
  }

  /// Words a failed request for the applicant.
  func failure(_ error: FetchError, from address: IPAddress) -> ValidationFailure {
    let kind: ValidationFailure.Kind =
      switch error.code {
      case .notConnected, .timedOut, .closedEarly, .cancelled: .connection
      case .tooLarge, .malformedResponse: .incorrectResponse
      case .fetcherFault: .serverInternal
      }
    return ValidationFailure(kind, "\(url) at \(address) port \(port): \(error.context)")
  }

  private func incorrect(_ finding: String, from address: IPAddress) -> ValidationFailure {
    ValidationFailure(.incorrectResponse, "\(url) at \(address) port \(port): \(finding)")
  }
}

extension [UInt8] {
  /// RFC 8555 §8.3: the server should ignore whitespace at the end of the body.
  fileprivate func trimmingTrailingWhitespace() -> ArraySlice<UInt8> {
    var rest = self[...]
    while let last = rest.last, last == 0x20 || (0x09...0x0d).contains(last) { rest.removeLast() }
    return rest
  }
}
