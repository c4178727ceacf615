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
    var author: AccountID?
    do {
      reply = try await self.reply(to: request, at: endpoint, by: &author)
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
    if request.method == .post || reply.headers[.cacheControl] == nil {
      reply.headers[.cacheControl] = "no-store"
    }
    if endpoint != .directory {
      reply.link(to: urls[.directory], as: .index)
    }
    note(
      request.method, endpoint?.kind ?? .unknown, reply.status.code, after: .now - start,
      by: author)
    if request.method == .head { return reply.response.createHeadResponse() }
    return reply.response
  }

  /// Counts, times and logs an answer.
  private func note(
    _ method: HTTPRequest.Method, _ endpoint: RequestedEndpoint, _ status: Int,
    after duration: Duration, by author: AccountID?
  ) {
    desk.metrics?.answered(endpoint, with: status, after: duration)
    desk.accessLog?.note(status: status) {
      AccessRecord(
        time: desk.clock.now, method: method, endpoint: endpoint, status: status,
        duration: duration, account: author)
    }
  }

  /// - Parameter author: Becomes the account that signed, once that is known.
  private func reply(
    to request: Request, at endpoint: Endpoint?, by author: inout AccountID?
  ) async throws -> Reply {
    guard let endpoint else {
      throw RequestError.noSuchResource(path: request.uri.path)
    }
    guard request.method != .options else {
      return Reply(optionsOf: endpoint.allowedMethods, isPreflight: request.isPreflight)
    }
    guard endpoint.allowedMethods.contains(request.method) else {
      throw RequestError.methodNotAllowed(request.method, allowed: endpoint.allowedMethods)
    }
    guard request.method == .post else {
      return try await unsignedReply(to: request.method, at: endpoint)
    }
    let signed = try await authenticator.authenticate(request)
    if case .account(let account) = signed.author { author = account.id }
    return try await reply(to: signed, at: endpoint, accepting: request.headers[values: .accept])
  }

  /// What is read without a signature (RFC 8555 §6.3, RFC 9773 §4.1): the directory, a nonce with no content,
  /// renewal information.
  private func unsignedReply(
    to method: HTTPRequest.Method, at endpoint: Endpoint
  ) async throws -> Reply {
    switch endpoint {
    case .newNonce:
      // RFC 8555 §7.2: GET has 204, the others 200.
      return Reply(method == .get ? .noContent : .ok)
    case .renewalInfo(let certificate): return try await renewalInfo(certificate)
    case .directory:
      var reply = Reply(resource: rendering.directory(desk.meta))
      reply.headers[.cacheControl] = "no-cache"
      return reply
    case .newAccount, .newOrder, .keyChange, .revokeCert, .account, .accountOrders, .order,
      .finalize, .authorization, .challenge, .certificate, .alternateChain:
      throw RequestError.methodNotAllowed(method, allowed: endpoint.allowedMethods)
    }
  }
}
