internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
package import Hummingbird
internal import Logging
internal import Registration
internal import Telemetry
internal import Validation

/// Answers ACME requests.
///
/// Whatever goes wrong becomes a problem document; nothing that a client sends ends in anything else
/// (law 11).
///
/// - Note: RFC 8555.
package struct ACMEResponder: HTTPResponder {
  package typealias Context = BasicRequestContext

  let desk: ACMEDesk
  let authenticator: RequestAuthenticator
  let nonces: ReplayNonces
  let urls: ResourceURLs
  let rendering: Rendering

  package init(desk: ACMEDesk, externalURL: String) {
    self.desk = desk
    let urls = ResourceURLs(externalURL: externalURL)
    let nonces = ReplayNonces()
    self.urls = urls
    self.nonces = nonces
    rendering = Rendering(urls: urls)
    authenticator = RequestAuthenticator(accounts: desk.accounts, nonces: nonces, urls: urls)
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    let endpoint = Endpoint(path: request.uri.path)
    var reply: Reply
    do {
      reply = try await self.reply(to: request, at: endpoint)
    } catch {
      let problem = Problem(error)
      if problem.document.problemType == .serverInternal {
        context.logger.error(
          "A request failed",
          metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
      }
      reply = problem.reply
    }
    reply.admitBrowsers()
    // A nonce goes with every answer to a POST, the failed ones above all (RFC 8555 §6.5).
    if request.method == .post || endpoint == .newNonce {
      reply.headers[.replayNonce] = nonces.issue()
    }
    // Most answers hold what is one client's or one moment's; without a word, caches may keep even a
    // 404 (RFC 9111 §4.2.2).
    reply.headers[.cacheControl] =
      endpoint == .directory && request.method != .post ? "no-cache" : "no-store"
    if endpoint != .directory {
      reply.link(to: urls[.directory], as: .index)
    }
    desk.metrics?.answered(
      endpoint?.kind ?? .unknown, with: reply.status.code, after: .now - start)
    if request.method == .head { return reply.response.createHeadResponse() }
    return reply.response
  }

  private func reply(to request: Request, at endpoint: Endpoint?) async throws -> Reply {
    guard let endpoint else {
      throw RequestError.noSuchResource(path: request.uri.path)
    }
    guard request.method != .options else {
      return Reply(optionsOf: endpoint.allowedMethods, isPreflight: request.isPreflight)
    }
    guard endpoint.allowedMethods.contains(request.method) else {
      throw RequestError.methodNotAllowed(request.method, allowed: endpoint.allowedMethods)
    }
    switch endpoint {
    case .directory:
      try await requireReading(request)
      return Reply(resource: rendering.directory(desk.meta))
    case .newNonce:
      try await requireReading(request)
      // RFC 8555 §7.2: GET has 204, the others 200.
      return Reply(request.method == .get ? .noContent : .ok)
    case .newAccount:
      return try await newAccount(try await authenticator.authenticate(request))
    case .account(let id):
      return try await account(id, try await authenticator.authenticate(request))
    case .newOrder:
      return try await newOrder(try await authenticator.authenticate(request))
    case .keyChange:
      return try await keyChange(try await authenticator.authenticate(request))
    case .revokeCert:
      return try await revokeCert(try await authenticator.authenticate(request))
    case .accountOrders(let id, let cursor):
      return try await orders(
        of: id, after: cursor, try await authenticator.authenticate(request))
    case .order(let id):
      return try await order(id, try await authenticator.authenticate(request))
    case .finalize(let id):
      return try await finalize(id, try await authenticator.authenticate(request))
    case .authorization(let id):
      return try await authorization(id, try await authenticator.authenticate(request))
    case .challenge(let id, let method):
      return try await challenge(method, of: id, try await authenticator.authenticate(request))
    case .certificate(let serial):
      return try await certificate(
        serial, accepted: AcceptedMedia(request.headers[values: .accept]),
        try await authenticator.authenticate(request))
    case .alternateChain(let serial, let number):
      return try await certificate(
        serial, chain: number, accepted: AcceptedMedia(request.headers[values: .accept]),
        try await authenticator.authenticate(request))
    }
  }

  /// Checks a POST-as-GET to what GET reads unsigned (RFC 8555 §6.3).
  private func requireReading(_ request: Request) async throws {
    guard request.method == .post else { return }
    let request = try await authenticator.authenticate(request)
    _ = try request.account
    try request.requireEmptyPayload()
  }
}
