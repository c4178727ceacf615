import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server that answers requests as written down beforehand, and remembers what was asked.
final class ScriptedServer: Sendable {
  enum Scene: Sendable {
    case answer(HTTPResponseStatus, headers: HTTPHeaders = [:], body: String = "")
    /// The connection ends without an answer.
    case drop
  }

  private struct State {
    var scenes: [Scene]
    var requests: [String] = []
    var bodies: [String] = []
  }

  private let state: Mutex<State>
  private let channel: Mutex<(any Channel)?> = Mutex(nil)

  init(_ scenes: [Scene]) {
    state = Mutex(State(scenes: scenes))
  }

  /// Methods and paths so far.
  var requests: [String] { state.withLock { $0.requests } }
  var bodies: [String] { state.withLock { $0.bodies } }

  func append(_ scenes: [Scene]) {
    state.withLock { $0.scenes += scenes }
  }

  /// Listens on a free port.
  ///
  /// - Parameter tls: Makes it speak TLS.
  /// - Returns: The server's URL, without a slash at its end.
  func start(tls: NIOSSLContext? = nil) async throws -> String {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard let tls else { return }
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        }
        .flatMap { channel.pipeline.configureHTTPServerPipeline() }
        .flatMapThrowing {
          try channel.pipeline.syncOperations.addHandler(Handler(server: self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    self.channel.withLock { $0 = channel }
    return "\(tls == nil ? "http" : "https")://127.0.0.1:\(channel.localAddress?.port ?? 0)"
  }

  func stop() async throws {
    try await channel.withLock { $0 }?.close()
  }

  private func scene(for request: String, body: String) -> Scene {
    state.withLock { state in
      state.requests.append(request)
      state.bodies.append(body)
      return state.scenes.isEmpty ? .answer(.notImplemented) : state.scenes.removeFirst()
    }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: ScriptedServer
    private var request = ""
    private var body = ""

    init(server: ScriptedServer) {
      self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): (request, body) = ("\(head.method) \(head.uri)", "")
      case .body(let part): body += String(buffer: part)
      case .end: play(server.scene(for: request, body: body), context: context)
      }
    }

    private func play(_ scene: Scene, context: ChannelHandlerContext) {
      switch scene {
      case .drop:
        context.close(promise: nil)
      case .answer(let status, var headers, let text):
        headers.add(name: "Content-Length", value: String(text.utf8.count))
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !request.hasPrefix("HEAD") {
          context.write(
            wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }
}
