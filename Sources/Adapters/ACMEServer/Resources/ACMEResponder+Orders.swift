internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import IssuancePolicy
internal import Registration
internal import Validation

extension ACMEResponder {
  /// RFC 8555 §7.4, RFC 9773 §5.
  func newOrder(_ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    try desk.accounts.requireAgreement(of: account)
    let wanted = try request.decoded(as: NewOrderRequest.self)
    let replaced = try wanted.replaces.map { identifier in
      guard let reference = CertificateReference(identifier) else {
        throw RegistrationError.replacementRefused(.notOfAccount)
      }
      return reference
    }
    let view = try await desk.orders.open(
      wanted.identifiers.map { ($0.type, $0.value) },
      valid: RequestedValidity(
        notBefore: wanted.notBefore.map(AuthorityModel.Timestamp.init),
        notAfter: wanted.notAfter.map(AuthorityModel.Timestamp.init)),
      replacing: replaced, for: account)
    desk.validation.expectAnswers(
      to: view.authorizations.filter { $0.state == .pending }.map(\.id))
    return try reply(.created, for: view, location: urls[.order(view.order.id)])
  }

  /// RFC 8555 §7.1.3.
  func order(_ id: OrderID, _ request: SignedRequest) async throws -> Reply {
    try request.requireEmptyPayload()
    return try reply(for: try await desk.orders.order(id, of: try request.account))
  }

  /// RFC 8555 §7.4.
  func finalize(_ id: OrderID, _ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    try desk.accounts.requireAgreement(of: account)
    let wanted = try request.decoded(as: FinalizeRequest.self)
    let view = try await desk.orders.finalize(id, of: account, csr: wanted.csr)
    return try reply(for: view, location: urls[.order(id)])
  }

  /// An order, with the time to poll it again where it isn't over yet.
  private func reply(
    _ status: HTTPResponse.Status = .ok, for view: OrderRegistry.View, location: String? = nil
  ) throws -> Reply {
    var reply = Reply(status, resource: rendering.order(view), location: location)
    reply.headers[.retryAfter] = desk.orders.retryAfter(of: view).map {
      "\(RetryAdvice.inSeconds($0))"
    }
    return reply
  }
}

extension AuthorityModel.Timestamp {
  fileprivate init(_ time: ACMEProtocol.Timestamp) {
    self.init(millisecondsSinceEpoch: time.secondsSince1970 * 1000)
  }
}
