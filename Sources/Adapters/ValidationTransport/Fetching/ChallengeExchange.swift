internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import NIOTLS
internal import Validation

/// Sends one request on a fresh connection, collects the response and closes.
final class ChallengeExchange: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let request: HTTPRequestHead
  private let limits: FetchLimits
  private let response: EventLoopPromise<FetchedResponse>
  private var isSecured: Bool
  private var deadline: Scheduled<Void>?
  private var head: HTTPResponseHead?
  private var body: [UInt8] = []

  init(
    _ request: HTTPRequestHead, scheme: HTTPTarget.Scheme, limits: FetchLimits,
    response: EventLoopPromise<FetchedResponse>
  ) {
    self.request = request
    isSecured = scheme == .http
    self.limits = limits
    self.response = response
  }

  func channelActive(context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(
      in: TimeAmount(limits.exchangeTimeout)
    ) { self.expire(context) }
    context.write(wrapOutboundOut(.head(request)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted = event { isSecured = true }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      // Nobody reads the body of a redirect, which may never end.
      if head.headers.contains(name: "location"), (300..<400).contains(head.status.code) {
        finish(context)
      }
    case .body(let part):
      collect(part, context)
    case .end:
      finish(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Many servers close without TLS's good-bye. Whether the response was complete by then, the
    // HTTP decoder says, as for a plain connection.
    if case NIOSSLError.uncleanShutdown = error { return }
    fail(FetchError(during: error), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(
      FetchError(.closedEarly, "connected, but the connection was closed before \(missing)"),
      context)
  }

  /// Only of a 200 the whole body matters; of another response its beginning is enough.
  private func collect(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    guard let head else { return }
    body += part.readableBytesView
    if head.status != .ok, body.count >= Self.excerptInBytes {
      finish(context)
    } else if body.count > limits.bodyLimitInBytes {
      fail(
        FetchError(
          .tooLarge, "connected, but the body exceeds \(limits.bodyLimitInBytes) bytes"), context)
    }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let head else { return }
    response.succeed(
      FetchedResponse(
        status: Int(head.status.code), location: location(in: head), body: body))
    close(context)
  }

  private func location(in head: HTTPResponseHead) -> String? {
    let fields = head.headers["location"]
    return fields.isEmpty ? nil : fields.joined(separator: ", ")
  }

  private func expire(_ context: ChannelHandlerContext) {
    fail(
      FetchError(
        .timedOut, "connected, but within \(limits.exchangeTimeout) did not receive \(missing)"),
      context)
  }

  private func fail(_ error: FetchError, _ context: ChannelHandlerContext) {
    response.fail(error)
    close(context)
  }

  private func close(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    context.close(promise: nil)
  }

  /// What the peer still owed.
  private var missing: String {
    guard isSecured else { return "the end of the TLS handshake" }
    return head == nil ? "a response" : "the end of the body (got \(body.count) bytes)"
  }

  private static let excerptInBytes = 512
}
