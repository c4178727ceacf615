internal import ACMEProtocol
internal import HTTPTypes

extension ACMEResponder {
  /// Answers a request whose signature was found right.
  ///
  /// - Parameter media: The values of its `Accept` fields.
  func reply(
    to request: SignedRequest, at endpoint: Endpoint, accepting media: [String]
  ) async throws -> Reply {
    switch endpoint {
    case .directory:
      try requireReading(request)
      return Reply(resource: rendering.directory(desk.meta))
    case .newNonce:
      try requireReading(request)
      return Reply(.ok)
    case .renewalInfo(let certificate):
      try requireReading(request)
      return try await renewalInfo(certificate)
    case .newAccount: return try await newAccount(request)
    case .account(let id): return try await account(id, request)
    case .newOrder: return try await newOrder(request)
    case .keyChange: return try await keyChange(request)
    case .revokeCert: return try await revokeCert(request)
    case .accountOrders(let id, let cursor):
      return try await orders(of: id, after: cursor, request)
    case .order(let id): return try await order(id, request)
    case .finalize(let id): return try await finalize(id, request)
    case .authorization(let id): return try await authorization(id, request)
    case .challenge(let id, let method): return try await challenge(method, of: id, request)
    case .certificate(let serial):
      return try await certificate(serial, accepted: AcceptedMedia(media), request)
    case .alternateChain(let serial, let number):
      return try await certificate(serial, chain: number, accepted: AcceptedMedia(media), request)
    }
  }

  /// Checks a POST-as-GET to what GET reads unsigned (RFC 8555 §6.3).
  private func requireReading(_ request: SignedRequest) throws {
    _ = try request.account
    try request.requireEmptyPayload()
  }
}
