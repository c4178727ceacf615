import ACMEProtocol
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
  let key: Certificate.PrivateKey
  let keyType: CertificateKeyType
  let tokens: ChallengeTokens
  let verifier: ChainVerifier
  let journal: Journal?
  let patience: Patience

  /// Orders, proves, finalizes and downloads.
  ///
  /// - Returns: The chain as PEM: the leaf has the names and the key, and the signatures fit.
  func obtainChain() async throws(ACMEClientError) -> String {
    let start = ContinuousClock().now
    let request = NewOrderRequest(identifiers: names.map { .dns($0) })
    let answer = try await client.post(
      request, to: client.directory.newOrder, as: account, step: .newOrder, patience: patience)
    let url = try answer.location
    do throws(ACMEClientError) {
      let order: OrderResource = try answer.resource()
      journal?.record(.init(order: url, event: .newOrder, status: order.status.rawValue))
      let chain = try await conclude(order, at: url)
      client.observe(.whole, since: start)
      return chain
    } catch {
      journal?.record(.init(order: url, event: .failed, detail: error.description))
      throw error
    }
  }

  private func conclude(
    _ accepted: OrderResource, at url: String
  ) async throws(ACMEClientError) -> String {
    var order = accepted
    var retryAfter: Duration?
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
          (order, retryAfter) = try await finalize(order, csr: csr, at: url)
        } catch  where error.isConnectionLoss || error.problemType == .orderNotReady {
          // The server may have accepted it: only the order tells.
          try await pause(
            backoff.nextPause(), before: .orderPoll, at: url, because: "finalize was not answered")
          (order, retryAfter) = try await look(at: url)
        }
      case .processing:
        try await pause(
          backoff.nextPause(retryAfter: retryAfter), before: .orderPoll, at: url,
          because: "the order is processing")
        (order, retryAfter) = try await look(at: url)
      case .valid:
        return try await download(order, at: url)
      case .invalid:
        throw ACMEClientError(
          step: .finalize, url: url, cause: .invalid("the order", order.error))
      }
    }
  }

  private func finalize(
    _ order: OrderResource, csr: FinalizeRequest, at url: String
  ) async throws(ACMEClientError) -> (OrderResource, Duration?) {
    let answer = try await client.post(
      csr, to: order.finalize, as: account, step: .finalize, repeatsAfterLoss: false,
      patience: patience)
    return try read(answer, event: .finalize, url: url)
  }

  private func look(at url: String) async throws(ACMEClientError) -> (OrderResource, Duration?) {
    let answer = try await client.fetch(
      url, as: account, step: .orderPoll, patience: patience)
    return try read(answer, event: .order, url: url)
  }

  private func read(
    _ answer: ACMEAnswer, event: Journal.Event, url: String
  ) throws(ACMEClientError) -> (OrderResource, Duration?) {
    let order: OrderResource = try answer.resource()
    journal?.record(
      .init(
        order: url, event: event, status: order.status.rawValue, certificate: order.certificate))
    return (order, client.retryAfter(of: answer))
  }

  private func download(
    _ order: OrderResource, at url: String
  ) async throws(ACMEClientError) -> String {
    guard let certificate = order.certificate else {
      throw ACMEClientError(
        step: .orderPoll, url: url,
        cause: .malformed("a valid order has no certificate, which RFC 8555 §7.1.3 demands"))
    }
    let answer = try await client.fetch(
      certificate, as: account, step: .certificate, accept: "application/pem-certificate-chain",
      patience: patience)
    let chain = String(decoding: answer.body, as: UTF8.self)
    do {
      let leaf = try verifier.leaf(of: chain, names: names, key: key.publicKey)
      journal?.record(
        .init(order: url, event: .certificate, certificate: certificate, serial: leaf.serialText))
    } catch {
      throw ACMEClientError(step: .certificate, url: certificate, cause: .chain(error))
    }
    return chain
  }

  private func signingRequest(for order: OrderResource) throws(ACMEClientError) -> FinalizeRequest {
    do {
      return FinalizeRequest(csr: try keyType.signingRequest(names: names, key: key))
    } catch {
      throw ACMEClientError(
        step: .finalize, url: order.finalize, cause: .malformed("no CSR can be made: \(error)"))
    }
  }

  /// Waits, unless that would outlast the patience.
  func pause(
    _ duration: Duration, before step: LoadStep, at url: String, because reason: String
  ) async throws(ACMEClientError) {
    guard await patience.outlasts(duration) else {
      throw ACMEClientError(step: step, url: url, cause: .outOfPatience(patience.limit, reason))
    }
  }
}
