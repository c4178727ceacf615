import ACMEProtocol
import AsyncHTTPClient
import AuthorityModel
import NIOHTTP1

/// Talks to an ACME server: signs requests, keeps nonces, and repeats what may be repeated.
///
/// It knows RFC 8555 and nothing of Chancery's server, so any server can be measured with it.
struct ACMEClient: Sendable {
  let directory: DirectoryResource
  private let exchange: ACMEExchange
  private let nonces = NoncePool()
  private let clock: WallClock
  private let retryAfterPolicy: RetryAfterPolicy

  /// Reads the directory, once: a wrong URL is told at once.
  ///
  /// - Parameters:
  ///   - retryAfter: How it reads what answers say of when to come back.
  ///   - observe: Told the latency of each exchange that succeeded.
  ///   - observeRefusal: Told each answer that is no success, those included that are asked again.
  init(
    directory url: String, http: HTTPClient, clock: WallClock, patience: Patience,
    retryAfter: RetryAfterPolicy = .obey,
    observe: @escaping @Sendable (LoadStep, Duration) -> Void = { _, _ in },
    observeRefusal: @escaping @Sendable (ACMEAnswer) -> Void = { _ in }
  ) async throws(ACMEClientError) {
    exchange = ACMEExchange(
      http: http, observe: observe, observeRefusal: observeRefusal)
    self.clock = clock
    retryAfterPolicy = retryAfter
    let answer = try await exchange.send(
      .init(url: url, method: .GET, step: nil), within: patience.remaining)
    guard answer.isSuccess else { throw answer.refusal }
    directory = try answer.resource()
  }

  /// Sends a signed request with a payload; see ``fetch(_:as:step:accept:patience:)``.
  ///
  /// - Parameter repeatsAfterLoss: `false` when the server may have acted although its answer was
  ///   lost, and acting twice is not the same as once: the caller must look at what became of it.
  func post(
    _ request: some Encodable & Sendable, to url: String, as account: ACMEAccount, step: LoadStep,
    repeatsAfterLoss: Bool = true, patience: Patience
  ) async throws(ACMEClientError) -> ACMEAnswer {
    let payload: [UInt8]
    do {
      payload = try ACMEJSON.encode(request)
    } catch {
      throw ACMEClientError(
        step: step, url: url, cause: .malformed("the request cannot be encoded: \(error)"))
    }
    return try await send(
      payload, to: url, as: account, step: step, accept: nil, repeatsAfterLoss: repeatsAfterLoss,
      patience: patience)
  }

  /// Fetches a resource by POST-as-GET (RFC 8555 §6.3).
  ///
  /// - Throws: The refusal, when it is for good. `badNonce`, 429, 503 and a lost connection are not:
  ///   they are retried while the patience lasts.
  func fetch(
    _ url: String, as account: ACMEAccount, step: LoadStep, accept: String? = nil,
    patience: Patience
  ) async throws(ACMEClientError) -> ACMEAnswer {
    try await send(
      [], to: url, as: account, step: step, accept: accept, repeatsAfterLoss: true,
      patience: patience)
  }

  private func send(
    _ payload: [UInt8], to url: String, as account: ACMEAccount, step: LoadStep, accept: String?,
    repeatsAfterLoss: Bool, patience: Patience
  ) async throws(ACMEClientError) -> ACMEAnswer {
    var backoff = Backoff()
    var badNonces = 0
    while true {
      var pause: Duration?
      var isTold = false
      var failure: ACMEClientError
      do throws(ACMEClientError) {
        let nonce = try await nonce(patience: patience)
        let body = try account.request(to: url, nonce: nonce, payload: payload, step: step)
        let answer = try await exchange.send(
          .init(url: url, method: .POST, step: step, body: body, accept: accept),
          within: patience.remaining)
        if let nonce = answer.nonce { nonces.put(nonce) }
        if answer.isSuccess { return answer }
        failure = answer.refusal
        if failure.problemType == .badNonce {
          badNonces += 1
          nonces.keepOnly(answer.nonce)
          pause = badNonces == 1 ? .zero : backoff.nextPause()
        } else if answer.asksForRetry {
          let advice = advisedPause(of: answer)
          isTold = advice != nil
          pause = backoff.nextPause(retryAfter: advice)
        }
      } catch {
        failure = error
        let mayRepeat = error.isConnectionLoss && (repeatsAfterLoss || error.step != step)
        pause = mayRepeat ? backoff.nextPause() : nil
      }
      guard let pause else { throw failure }
      failure.outlasted = await patience.outlasted(by: pause, isTold: isTold)
      if failure.outlasted != nil { throw failure }
    }
  }

  /// Tells how long a step took that is more than one exchange.
  func observe(_ step: LoadStep, since start: ContinuousClock.Instant) {
    exchange.observe(step, ContinuousClock().now - start)
  }

  /// How long we wait because of what the answer asks; nil when that is for us to choose.
  func advisedPause(of answer: ACMEAnswer) -> Duration? {
    retryAfterPolicy.pause(told: retryAfter(of: answer))
  }

  /// How long the answer asks to wait.
  func retryAfter(of answer: ACMEAnswer) -> Duration? {
    answer.retryAfter(now: clock.now)
  }

  private func nonce(patience: Patience) async throws(ACMEClientError) -> String {
    if let nonce = nonces.take() { return nonce }
    let answer = try await exchange.send(
      .init(url: directory.newNonce, method: .HEAD, step: .newNonce), within: patience.remaining)
    guard answer.isSuccess else { throw answer.refusal }
    guard let nonce = answer.nonce else {
      throw answer.malformed("it brings no Replay-Nonce, which RFC 8555 §7.2 demands")
    }
    return nonce
  }
}
