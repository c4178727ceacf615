import ACMEProtocol
import NIOHTTP1
import X509

/// One certificate's way, from the new order to the checked chain.
///
/// The order's own status leads: after an answer that was lost, the order is looked at again and the way
/// goes on from there, so a server may die and come back in between.
///
/// - Note: RFC 8555 §7.4.
struct CertificateOrder: Sendable {
  let client: ACMEClient
  let account: ACMEAccount
  let names: [String]
  /// The identifier of the certificate that is renewed.
  var replaces: String?
  let key: ApplicantKey
  let solver: ChallengeSolver
  let verifier: ChainVerifier
  /// Whether names, key and signatures are checked.
  var isVerified = true
  var journal: Journal?
  let patience: Patience
  /// Told how true the wait was that finalize told.
  var observeWait: @Sendable (ToldWait) -> Void = { _ in }

  /// Orders, proves, finalizes and downloads.
  ///
  /// - Returns: The chain: the leaf has the names and the key, and the signatures fit.
  func obtainChain() async throws(ACMEClientError) -> IssuedChain {
    let request = OrderRequest(names: names, replaces: replaces)
    let answer = try await client.post(
      request, to: client.directory.newOrder, as: account, step: .newOrder, patience: patience)
    let url = try answer.location
    do throws(ACMEClientError) {
      let order: OrderResource = try answer.resource()
      record(.newOrder, of: order, at: url, replaces: replaces)
      return try await conclude(order, at: url)
    } catch {
      journal?.record(.init(order: url, event: .failed, detail: error.description))
      throw error
    }
  }

  private func conclude(
    _ accepted: OrderResource, at url: String
  ) async throws(ACMEClientError) -> IssuedChain {
    var (order, advice): (OrderResource, Duration?) = (accepted, nil)
    var promise: Promise?
    var backoff = Backoff()
    while true {
      switch order.status {
      case .pending:
        for authorization in order.authorizations { try await validate(authorization) }
        // RFC 8555 §7.1.6: all authorizations valid make the order ready.
        order.status = .ready
      case .ready:
        let csr = try signingRequest(for: order)
        do throws(ACMEClientError) {
          let answer = try await client.post(
            csr, to: order.finalize, as: account, step: .finalize, repeatsAfterLoss: false,
            patience: patience)
          (order, advice) = try read(answer, event: .finalize, url: url)
          promise = client.retryAfter(of: answer).map { Promise(told: $0) }
        } catch  where error.isConnectionLoss || error.problemType == .orderNotReady {
          // The server may have accepted it: only the order tells.
          try await pause(
            for: backoff.nextPause(), before: .orderPoll, at: url,
            because: "finalize was not answered")
          (order, advice) = try await look(at: url)
        }
      case .processing:
        try await pause(
          for: backoff.nextPause(retryAfter: advice), isTold: advice != nil, before: .orderPoll,
          at: url, because: "the order is processing")
        (order, advice) = try await look(at: url)
        if order.status == .valid, let promise { observeWait(promise.asKept) }
      case .valid:
        return try await download(order, at: url)
      case .invalid:
        throw ACMEClientError(
          step: .finalize, url: url, cause: .invalid("the order", order.error))
      }
    }
  }

  /// What finalize told, and when.
  private struct Promise {
    let told: Duration
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(told: Duration) {
      self.told = told
      start = clock.now
    }

    var asKept: ToldWait { ToldWait(told: told, actual: clock.now - start) }
  }

  private func look(at url: String) async throws(ACMEClientError) -> (OrderResource, Duration?) {
    let answer = try await client.fetch(
      url, as: account, step: .orderPoll, patience: patience)
    return try read(answer, event: .order, url: url)
  }

  /// The order that an answer holds, and the pause that it advises.
  private func read(
    _ answer: ACMEAnswer, event: Journal.Event, url: String
  ) throws(ACMEClientError) -> (OrderResource, Duration?) {
    let order: OrderResource = try answer.resource()
    record(event, of: order, at: url, retryAfter: answer.headers.first(name: "Retry-After"))
    return (order, client.advisedPause(of: answer))
  }

  private func record(
    _ event: Journal.Event, of order: OrderResource, at url: String, retryAfter: String? = nil,
    replaces: String? = nil
  ) {
    journal?.record(
      .init(
        order: url, event: event, account: account.url, status: order.status.rawValue,
        certificate: order.certificate, retryAfter: retryAfter, replaces: replaces))
  }

  private func download(
    _ order: OrderResource, at url: String
  ) async throws(ACMEClientError) -> IssuedChain {
    guard let certificate = order.certificate else {
      throw ACMEClientError(
        step: .orderPoll, url: url,
        cause: .malformed("a valid order has no certificate, which RFC 8555 §7.1.3 demands"))
    }
    let answer = try await client.fetch(
      certificate, as: account, step: .certificate, accept: "application/pem-certificate-chain",
      patience: patience)
    let pem = String(decoding: answer.body, as: UTF8.self)
    do {
      let leaf =
        isVerified
        ? try verifier.leaf(of: pem, names: names, key: key.key.publicKey)
        : try verifier.uncheckedLeaf(of: pem)
      journal?.record(
        .init(
          order: url, event: .certificate, account: account.url, certificate: certificate,
          serial: leaf.serialText))
      return IssuedChain(pem: pem, leaf: leaf)
    } catch {
      throw ACMEClientError(step: .certificate, url: certificate, cause: .chain(error))
    }
  }

  private func signingRequest(for order: OrderResource) throws(ACMEClientError) -> FinalizeRequest {
    do {
      return FinalizeRequest(csr: try key.type.signingRequest(names: names, key: key.key))
    } catch {
      throw ACMEClientError(
        step: .finalize, url: order.finalize, cause: .malformed("no CSR can be made: \(error)"))
    }
  }

  /// Waits, unless that would outlast the patience.
  func pause(
    for duration: Duration, isTold: Bool = false, before step: LoadStep, at url: String,
    because reason: String
  ) async throws(ACMEClientError) {
    if let outlasted = await patience.outlasted(by: duration, isTold: isTold) {
      throw ACMEClientError(step: step, url: url, cause: .outOfPatience(outlasted, reason))
    }
  }
}
