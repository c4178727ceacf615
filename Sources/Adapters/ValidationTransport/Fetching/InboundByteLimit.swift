internal import NIOCore
internal import Validation

/// Counts what comes in before it is parsed, so that endless heads and trailers end, too.
final class InboundByteLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private var bytesLeft: Int

  init(limitInBytes: Int) { bytesLeft = limitInBytes }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytesLeft -= unwrapInboundIn(data).readableBytes
    guard bytesLeft >= 0 else {
      context.fireErrorCaught(
        FetchError(.tooLarge, "connected, but the response is too large to be an answer"))
      return
    }
    context.fireChannelRead(data)
  }
}
