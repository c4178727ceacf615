internal import AuthorityModel
internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Closes a connection whose client is too slow, or silent, for ``ConnectionPace``.
///
/// Stands right behind TLS, where it sees the handshake's end and the bytes that come in. One timer a
/// connection, which is set anew when it rings, so that bytes cost nothing but a look at the clock.
final class ConnectionPaceHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let clock: SteadyClock
  private var pace: ConnectionPace
  private var timer: Scheduled<Void>?

  init(limits: ListenerLimits, clock: SteadyClock) {
    self.clock = clock
    pace = ConnectionPace(limits: limits, openedAt: clock.now)
  }

  func handlerAdded(context: ChannelHandlerContext) { setTimer(context) }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    pace.bytesCame(at: clock.now)
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent {
      pace.handshakeEnded(isMultiplexed: negotiated == "h2", at: clock.now)
      timer?.cancel()
      setTimer(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func setTimer(_ context: ChannelHandlerContext) {
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: .init(max(.zero, pace.deadline - clock.now))) {
      let (handler, context) = loopBound.value
      guard handler.pace.deadline <= handler.clock.now else { return handler.setTimer(context) }
      // No farewell: who is silent wouldn't answer TLS's either.
      context.channel.close(mode: .all, promise: nil)
    }
  }
}
