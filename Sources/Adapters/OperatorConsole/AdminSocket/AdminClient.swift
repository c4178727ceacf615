internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Asks a running CA over its admin socket.
package struct AdminClient: Sendable {
  /// Why there is no answer.
  package enum Failure: Error, Sendable, Hashable {
    case nobodyListens(path: String)
    case forbidden(path: String)
    case noAnswer(path: String, reason: String)
    /// The CA refused; its own words.
    case refused(String)
  }

  private static let answerLimitInBytes = 1 << 20
  /// A login may take as long as the module lets it.
  private static let answerTimeout = TimeAmount.seconds(90)

  private let path: AdminSocketPath

  package init(path: AdminSocketPath) {
    self.path = path
  }

  /// Asks, and waits for the answer, which is no refusal.
  package func answer(to request: AdminRequest) async throws(Failure) -> AdminAnswer {
    let answer: AdminAnswer
    do {
      let line = try await exchange(try JSONEncoder.lines.encode(request))
      answer = try JSONDecoder().decode(AdminAnswer.self, from: Data(line))
    } catch let error as IOError where error.errnoCode == EACCES || error.errnoCode == EPERM {
      throw .forbidden(path: path.path)
    } catch let error as IOError where error.errnoCode == ENOENT || error.errnoCode == ECONNREFUSED
    {
      throw .nobodyListens(path: path.path)
    } catch let error as Failure {
      throw error
    } catch {
      throw .noAnswer(path: path.path, reason: "\(error)")
    }
    if case .refusal(let reason) = answer { throw .refused(reason) }
    return answer
  }

  /// Asks something of the tokens, and waits for what is said of them.
  package func reports(for request: AdminRequest) async throws(Failure) -> [TokenReport] {
    switch try await answer(to: request) {
    case .tokens(let reports): return reports
    case .revocation, .blockedKeys, .queue, .refusal: throw unfitting
    }
  }

  /// The answer is to something else than was asked.
  package var unfitting: Failure {
    .noAnswer(path: path.path, reason: "it answered something else than was asked")
  }

  private func exchange(_ request: Data) async throws -> [UInt8] {
    let (answers, source) = AsyncStream<AdminInquiry>.makeStream()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            AdminLineReader(
              limitInBytes: Self.answerLimitInBytes, timeout: Self.answerTimeout, inquiries: source)
          )
        }
      }
      .connect(unixDomainSocketPath: path.path).get()
    channel.closeFuture.whenComplete { _ in source.finish() }
    var buffer = channel.allocator.buffer(capacity: request.count + 1)
    buffer.writeBytes(request)
    buffer.writeInteger(UInt8(ascii: "\n"))
    try await channel.writeAndFlush(buffer)
    guard let answer = await answers.first(where: { _ in true }) else {
      throw Failure.noAnswer(path: path.path, reason: "serve closed the connection")
    }
    try? await channel.close()
    return try answer.content.get()
  }
}

extension AdminClient.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nobodyListens(let path):
      "No serve runs on this database: nobody listens at \(path). Start it with `chancery serve`."
    case .forbidden(let path):
      "\(path) may not be opened by this user. Run the command as the user that runs serve, or root."
    case .noAnswer(let path, let reason):
      "serve gave no answer at \(path): \(reason). See serve's log."
    case .refused(let reason):
      "serve refused: \(reason)."
    }
  }
}
