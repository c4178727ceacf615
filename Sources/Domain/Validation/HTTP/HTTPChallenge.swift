/// An http-01 challenge: what its answer must be.
///
/// - Note: RFC 8555 §8.3.
struct HTTPChallenge: Sendable {
  let host: String
  let token: String
  let keyAuthorization: String

  enum Finding: Sendable, Equatable {
    /// The key authorization was shown.
    case met
    case redirect
  }

  /// Accepts the key authorization with status 200, and redirects of the permitted kinds.
  func finding(on hop: HTTPHop) throws(ValidationFailure) -> Finding {
    let response = hop.response
    switch response.status {
    case 200:
      guard response.body.trimmingTrailingWhitespace().elementsEqual(keyAuthorization.utf8) else {
        throw incorrect(
          hop,
          "the answer is \"\(PrintableExcerpt(response.body))\" but should be the key "
            + "authorization \"\(keyAuthorization)\"")
      }
      return .met
    // CA/B Baseline Requirements §3.2.2.4.19: no other status redirects.
    case 301, 302, 307, 308:
      return .redirect
    case 300..<400:
      throw incorrect(
        hop,
        "the answer has status \(response.status) instead of 200; of the redirects only 301, "
          + "302, 307 and 308 are followed")
    default:
      throw incorrect(
        hop,
        "the answer has status \(response.status) instead of 200: "
          + "\"\(PrintableExcerpt(response.body))\"")
    }
  }

  /// Words a redirect that isn't followed.
  func failure(_ refusal: RedirectRefusal, on hop: HTTPHop) -> ValidationFailure {
    let target = hop.response.location.map { " to \"\(PrintableExcerpt($0))\"" } ?? ""
    return incorrect(
      hop,
      "the answer is a redirect (status \(hop.response.status)\(target)), which is not "
        + "followed: \(refusal)")
  }

  /// Words a failed request for the applicant.
  func failure(
    _ error: FetchError, at target: HTTPTarget, from address: IPAddress
  ) -> ValidationFailure {
    let kind: ValidationFailure.Kind =
      switch error.code {
      case .notConnected, .timedOut, .closedEarly, .cancelled: .connection
      case .tooLarge, .malformedResponse: .incorrectResponse
      case .tlsFailure: .tls
      case .fetcherFault: .serverInternal
      }
    return ValidationFailure(
      kind, "\(HTTPHop.place(of: target, at: address)): \(error.context)")
  }

  private func incorrect(_ hop: HTTPHop, _ finding: String) -> ValidationFailure {
    ValidationFailure(.incorrectResponse, "\(hop.place): \(finding)")
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
