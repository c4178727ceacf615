import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends single requests: one exchange, no retry.
struct ACMEExchange: Sendable {
  struct Request: Sendable {
    let url: String
    let method: HTTPMethod
    let step: LoadStep?
    var body: [UInt8]?
    var accept: String?
  }

  /// No answer of an ACME server comes near this; a chain has a few KB.
  static let answerLimitInBytes = 1 << 20
  /// A single exchange that takes longer is given up and repeated.
  static let longestAttempt = Duration.seconds(30)

  let http: HTTPClient
  /// Told how long each exchange took that succeeded.
  let observe: @Sendable (LoadStep, Duration) -> Void
  /// Told each answer that is no success.
  let observeRefusal: @Sendable (ACMEAnswer) -> Void

  /// Sends the request.
  ///
  /// - Throws: ``ACMEClientError/Cause/connection(_:)`` when no whole answer came; the server may have
  ///   acted all the same.
  func send(_ request: Request, within limit: Duration) async throws(ACMEClientError) -> ACMEAnswer
  {
    let clock = ContinuousClock()
    let start = clock.now
    let answer: ACMEAnswer
    do {
      let response = try await http.execute(
        request.message, timeout: TimeAmount(min(limit, Self.longestAttempt)))
      let body = try await response.body.collect(upTo: Self.answerLimitInBytes)
      answer = ACMEAnswer(
        step: request.step, url: request.url, status: Int(response.status.code),
        headers: response.headers, body: Array(body.readableBytesView))
    } catch {
      throw ACMEClientError(
        step: request.step, url: request.url, cause: .connection(ConnectionFault(error)))
    }
    if answer.isSuccess, let step = request.step { observe(step, clock.now - start) }
    if !answer.isSuccess { observeRefusal(answer) }
    return answer
  }
}

extension ACMEExchange.Request {
  fileprivate var message: HTTPClientRequest {
    var message = HTTPClientRequest(url: url)
    message.method = method
    message.headers.add(name: "User-Agent", value: "chancery-load")
    if let accept { message.headers.add(name: "Accept", value: accept) }
    if let body {
      // RFC 8555 §6.2
      message.headers.add(name: "Content-Type", value: "application/jose+json")
      message.body = .bytes(ByteBuffer(bytes: body))
    }
    return message
  }
}
