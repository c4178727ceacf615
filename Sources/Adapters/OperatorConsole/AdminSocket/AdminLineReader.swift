internal import NIOCore

/// One line that came in at the admin socket, or why none did.
struct AdminInquiry: Sendable {
  enum Fault: Error, Sendable, Hashable {
    case tooLong(limitInBytes: Int)
    case tooSlow
  }

  let content: Result<[UInt8], Fault>
  let channel: any Channel
}

extension AdminInquiry.Fault: CustomStringConvertible {
  var description: String {
    switch self {
    case .tooLong(let limit): "an admin request has at most \(limit) bytes"
    case .tooSlow: "the admin request did not come in time"
    }
  }
}

/// Gathers a connection's first line and hands it over, once.
final class AdminLineReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let limitInBytes: Int
  private let timeout: TimeAmount
  private let inquiries: AsyncStream<AdminInquiry>.Continuation
  private var line: [UInt8] = []
  private var deadline: Scheduled<Void>?
  private var isDone = false

  init(
    limitInBytes: Int, timeout: TimeAmount, inquiries: AsyncStream<AdminInquiry>.Continuation
  ) {
    self.limitInBytes = limitInBytes
    self.timeout = timeout
    self.inquiries = inquiries
  }

  func channelActive(context: ChannelHandlerContext) {
    let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: timeout) {
      let (reader, context) = this.value
      reader.finish(.failure(.tooSlow), context)
    }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data).readableBytesView
    guard !isDone else { return }
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    line += bytes[..<(end ?? bytes.endIndex)]
    if line.count > limitInBytes {
      finish(.failure(.tooLong(limitInBytes: limitInBytes)), context)
    } else if end != nil {
      finish(.success(line), context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func finish(
    _ content: Result<[UInt8], AdminInquiry.Fault>, _ context: ChannelHandlerContext
  ) {
    guard !isDone else { return }
    isDone = true
    deadline?.cancel()
    switch inquiries.yield(AdminInquiry(content: content, channel: context.channel)) {
    case .enqueued: break
    // Too many ask at once, or the service has ended.
    case .dropped, .terminated: context.close(promise: nil)
    @unknown default: context.close(promise: nil)
    }
  }
}
