import NIOCore
import NIOHTTP1

/// Answers the requests of one connection.
final class ChallengeHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let tokens: ChallengeTokens
  private var request: HTTPRequestHead?

  init(tokens: ChallengeTokens) {
    self.tokens = tokens
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): request = head
    case .body: break
    case .end: answer(context: context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(context: ChannelHandlerContext) {
    guard let request else { return }
    self.request = nil
    let text = tokens.text(atPath: request.uri)
    let body = ByteBuffer(string: text ?? "no such token\n")
    let headers: HTTPHeaders = [
      "Content-Type": "application/octet-stream", "Content-Length": String(body.readableBytes),
    ]
    let head = HTTPResponseHead(
      version: request.version, status: text == nil ? .notFound : .ok, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !request.isKeepAlive {
      written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
  }
}
