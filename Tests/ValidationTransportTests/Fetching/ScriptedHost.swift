import NIOCore
import NIOPosix
import Synchronization
import Validation

/// A TCP server on loopback that answers every connection's first bytes as a script says.
struct ScriptedHost: Sendable {
  /// What to do once a request has begun to come in.
  enum Script: Sendable {
    case answer(String)
    case answerThenClose(String)
    /// Closes as a crash would, without TLS's good-bye.
    case answerThenCut(String)
    /// Sends a piece every so often.
    case drip(start: String, piece: String, every: TimeAmount)
    case silent
    case close
  }

  let port: Int
  private let log: Log

  /// The first bytes of the last request.
  var request: String { log.text.withLock { $0 } }
  /// The name that the last client gave in its TLS handshake (SNI).
  var serverName: String? { log.serverName.withLock { $0 } }
  /// Connections that are still open.
  var openConnections: Int { log.open.withLock { $0 } }

  private final class Log: Sendable {
    let text = Mutex("")
    let serverName = Mutex<String?>(nil)
    let open = Mutex(0)
  }

  static func running<Success>(
    _ script: Script, at address: String = "127.0.0.1", port: Int = 0, tls: TestTLS? = nil,
    _ body: (ScriptedHost) async throws -> Success
  ) async throws -> Success {
    let log = Log()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try tls.secure(pipeline) { name in log.serverName.withLock { $0 = name } } }
          try pipeline.addHandler(Actor(script: script, log: log))
        }
      }
      .bind(host: address, port: port).get()
    do {
      let result = try await body(
        ScriptedHost(port: channel.localAddress?.port ?? 0, log: log))
      try await channel.close()
      return result
    } catch {
      try await channel.close()
      throw error
    }
  }

  private final class Actor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private let log: Log
    private var isStarted = false

    init(script: Script, log: Log) {
      self.script = script
      self.log = log
    }

    func channelActive(context: ChannelHandlerContext) { log.open.withLock { $0 += 1 } }
    func channelInactive(context: ChannelHandlerContext) { log.open.withLock { $0 -= 1 } }
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard !isStarted else { return }
      isStarted = true
      log.text.withLock { $0 = String(buffer: unwrapInboundIn(data)) }
      switch script {
      case .answer(let text):
        send(text, context)
      case .answerThenClose(let text):
        send(text, context)
        context.close(promise: nil)
      case .answerThenCut(let text):
        send(text, context)
        context.channel.pipeline.triggerUserOutboundEvent(TestTLS.Cut(), promise: nil)
      case .drip(let start, let piece, let interval):
        send(start, context)
        drip(piece, interval, context)
      case .silent:
        break
      case .close:
        context.close(promise: nil)
      }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func drip(_ piece: String, _ every: TimeAmount, _ context: ChannelHandlerContext) {
      guard context.channel.isActive else { return }
      send(piece, context)
      _ = context.eventLoop.assumeIsolated().scheduleTask(in: every) {
        self.drip(piece, every, context)
      }
    }
  }
}
