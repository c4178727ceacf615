internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Validation

/// Fetches challenge answers over a SwiftNIO connection to exactly the address given.
///
/// Knows no proxy, no cookie and no credential, and follows nothing.
package struct NIOChallengeFetcher: ChallengeFetcher {
  private let group = MultiThreadedEventLoopGroup.singleton
  private let limits: FetchLimits
  private let userAgent: String
  private let tls: UnverifiedTLS

  /// - Parameter userAgent: What names this CA to the applicant's host, with a URL to turn to.
  package init(
    limits: FetchLimits = FetchLimits(),
    userAgent: String = "Chancery (ACME http-01 validation)"
  ) throws(FetcherSetupError) {
    self.limits = limits
    self.userAgent = userAgent
    tls = try UnverifiedTLS()
  }

  package func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse {
    let loop = group.next()
    let response = loop.makePromise(of: FetchedResponse.self)
    let connection = connection(to: address, for: target, on: loop, response: response)
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

  private func request(for target: HTTPTarget) -> HTTPRequestHead {
    let headers: HTTPHeaders = [
      "Host": target.authority,
      "User-Agent": userAgent,
      "Accept": "*/*",
      // Without it, any coding would do (RFC 9110 §12.5.3), and the answer is compared as it is.
      "Accept-Encoding": "identity",
      "Connection": "close",
    ]
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: target.path, headers: headers)
  }

  private func connection(
    to address: IPAddress, for target: HTTPTarget, on loop: any EventLoop,
    response: EventLoopPromise<FetchedResponse>
  ) -> EventLoopFuture<any Channel> {
    let request = request(for: target)
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(limits.connectTimeout))
      .channelInitializer { [limits, tls] channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(
            InboundByteLimit(limitInBytes: limits.inboundLimitInBytes(for: target.scheme)))
          switch target.scheme {
          case .http: break
          case .https: try pipeline.addHandler(tls.handler(for: target.host))
          }
          try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
          try pipeline.addHandler(
            ChallengeExchange(
              request, scheme: target.scheme, limits: limits, response: response))
        }
      }
    do {
      return bootstrap.connect(
        to: try SocketAddress(ipAddress: "\(address)", port: target.port))
    } catch {
      return loop.makeFailedFuture(error)
    }
  }
}
