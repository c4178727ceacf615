import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers http-01 requests on the loopback interface.
struct ChallengeResponder: Sendable {
  /// The port cannot be had.
  struct BindError: Error, CustomStringConvertible {
    let port: Int
    let cause: any Error

    var description: String {
      "the http-01 responder cannot listen on 127.0.0.1:\(port): \(reason). End what listens "
        + "there, or choose another --http-port, the one that the server asks."
    }

    private var reason: String {
      (cause as? IOError).map { String(cString: strerror($0.errnoCode)) }
        ?? String(describing: cause)
    }
  }

  private let channel: any Channel

  /// The port that it listens on.
  var port: Int { channel.localAddress?.port ?? 0 }

  /// Listens.
  ///
  /// - Parameter port: 0 lets the system choose.
  init(port: Int, tokens: ChallengeTokens, group: any EventLoopGroup) async throws(BindError) {
    do {
      channel = try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 1024)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
            try channel.pipeline.syncOperations.addHandler(ChallengeHandler(tokens: tokens))
          }
        }
        .bind(host: "127.0.0.1", port: port).get()
    } catch {
      throw BindError(port: port, cause: error)
    }
  }

  /// Listens no longer.
  func stop() async {
    try? await channel.close()
  }
}
