internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Validation

/// Fetches challenge answers over a SwiftNIO connection to exactly the address given.
package struct NIOChallengeFetcher: ChallengeFetcher {
  private let group = MultiThreadedEventLoopGroup.singleton
  private let limits: FetchLimits
  private let userAgent: String

  package init(
    limits: FetchLimits = FetchLimits(),
    userAgent: String = "Chancery (ACME http-01 validation)"
  ) {
    self.limits = limits
    self.userAgent = userAgent
  }

  package func fetch(
    host: String, path: String, address: IPAddress, port: Int
  ) async throws(FetchError) -> FetchedResponse {
    let loop = group.next()
    let response = loop.makePromise(of: FetchedResponse.self)
    let connection = connection(
      to: address, port: port, on: loop, sending: request(host, path, port), response: response)
    connection.whenFailure { [limits] error in
      response.fail(FetchError(connecting: error, limits: limits))
    }
    do {
      return try await withTaskCancellationHandler {
        try await response.futureResult.get()
      } onCancel: {
        response.fail(FetchError(.cancelled, "no complete response before the end"))
        connection.whenSuccess { $0.close(promise: nil) }
      }
    } catch let error as FetchError {
      throw error
    } catch {
      throw FetchError(during: error)
    }
  }

  private func request(_ host: String, _ path: String, _ port: Int) -> HTTPRequestHead {
    let headers: HTTPHeaders = [
      "Host": port == 80 ? host : "\(host):\(port)",
      "User-Agent": userAgent,
      "Accept": "*/*",
      "Connection": "close",
    ]
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
  }

  private func connection(
    to address: IPAddress, port: Int, on loop: any EventLoop, sending request: HTTPRequestHead,
    response: EventLoopPromise<FetchedResponse>
  ) -> EventLoopFuture<any Channel> {
    let limits = limits
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(limits.connectTimeout))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(
            InboundByteLimit(limitInBytes: limits.headLimitInBytes + 2 * limits.bodyLimitInBytes))
          try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
          try pipeline.addHandler(
            ChallengeExchange(request, limits: limits, response: response))
        }
      }
    do {
      return bootstrap.connect(to: try SocketAddress(ipAddress: "\(address)", port: port))
    } catch {
      return loop.makeFailedFuture(error)
    }
  }
}
