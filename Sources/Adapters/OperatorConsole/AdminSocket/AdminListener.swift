internal import Foundation
internal import Glibc
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

/// Answers administrators of this machine over a Unix socket that only the service's user and root
/// can use.
///
/// One connection is one request and one answer, each a line of JSON. Sizes and times are bounded, so
/// that a caller who says nothing, or never ends, holds up nobody.
package struct AdminListener: Service {
  static let requestLimitInBytes = 64 << 10
  private static let requestTimeout = TimeAmount.seconds(10)

  private let path: AdminSocketPath
  private let desk: any AdminDesk
  private let logger: Logger

  package init(path: AdminSocketPath, desk: any AdminDesk, logger: Logger) {
    self.path = path
    self.desk = desk
    self.logger = logger
  }

  /// Listens until the service shuts down, then removes the socket.
  ///
  /// - Throws: ``AdminSocketError``, as when another process answers there.
  package func run() async throws {
    let socket = try AdminSocketFile.bind(path)
    defer { socket.remove() }
    let (inquiries, source) = AsyncStream<AdminInquiry>.makeStream(
      bufferingPolicy: .bufferingOldest(64))
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            AdminLineReader(
              limitInBytes: Self.requestLimitInBytes, timeout: Self.requestTimeout,
              inquiries: source))
        }
      }
      .withBoundSocket(socket.descriptor).get()
    logger.debug("Administrators can ask", metadata: ["socket": "\(path.path)"])
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await inquiry in inquiries {
          group.addTask { await answer(inquiry) }
        }
      }
    } onGracefulShutdown: {
      source.finish()
    }
    try? await listener.close()
  }

  private func answer(_ inquiry: AdminInquiry) async {
    let answer: AdminAnswer
    switch inquiry.content {
    case .failure(let fault):
      answer = .refusal(fault.description)
    case .success(let line):
      answer = await self.answer(toLine: line, of: inquiry.channel)
    }
    var buffer = inquiry.channel.allocator.buffer(capacity: 1024)
    buffer.writeBytes((try? JSONEncoder.lines.encode(answer)) ?? Data("{}".utf8))
    buffer.writeInteger(UInt8(ascii: "\n"))
    // Whoever asked may be gone, which is his affair.
    try? await inquiry.channel.writeAndFlush(buffer)
    try? await inquiry.channel.close()
  }

  private func answer(toLine line: [UInt8], of channel: any Channel) async -> AdminAnswer {
    guard let peer = try? await PeerCredentials.peer(of: channel), peer.mayAdminister else {
      logger.warning("Somebody else's user asked at the admin socket, and was refused")
      return .refusal("only root and the user that runs serve may administer it")
    }
    do {
      let request = try JSONDecoder().decode(AdminRequest.self, from: Data(line))
      logger.info(
        "An administrator asks",
        metadata: ["request": "\(request.summary)", "pid": "\(peer.processID)"])
      return await desk.answer(to: request)
    } catch let fault as AdminRequest.Fault {
      return .refusal(fault.description)
    } catch {
      return .refusal("this is no admin request; `chancery admin --help` shows what can be asked")
    }
  }
}

extension JSONEncoder {
  /// JSON without line ends, with its keys in a fixed order.
  static var lines: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
