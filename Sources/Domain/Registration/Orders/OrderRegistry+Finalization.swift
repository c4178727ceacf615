package import AuthorityModel
internal import ACMEProtocol
internal import IssuancePolicy
internal import Storage

extension OrderRegistry {
  /// Accepts an order for issuance and waits a while for its certificate (laws 3 and 6).
  ///
  /// - Parameter csr: DER of the PKCS #10 request.
  /// - Returns: The order, `valid` where the certificate came in time, else `processing`.
  package func finalize(_ id: OrderID, of account: Account, csr: [UInt8])
    async throws(RegistrationError) -> View
  {
    let before = try await order(id, of: account)
    var order = before.order
    let now = clock.now
    guard case .enqueue = order.finalize(given: before.authorizations, at: now) else {
      throw .orderNotReady(before.status)
    }
    try requireRoom(
      for: RequestedValidity(
        notBefore: order.requestedNotBefore, notAfter: order.requestedNotAfter), at: now)
    let queueClass = QueueClassifier.queueClass(
      replacing: order.replaces, for: account, at: now)
    try requireQueueRoom(for: account, as: queueClass, to: .finalizing)
    let request = try await permittedRequest(
      csr, for: order, given: before.authorizations, of: account)
    let key = JSONWebKey(subjectPublicKeyInfo: request.subjectPublicKeyInfo)
    // Expected before it is accepted, so that no end comes unnoticed.
    signals.expectEnd(of: id)
    let position: QueuePosition
    do throws(RegistrationError) {
      let accepted = try await stored { () async throws(StorageError) in
        try await orders.accept(
          order, request: request, unlessKeyOf: key?.thumbprint, as: queueClass, at: now)
      }
      guard let accepted else {
        if try await isAnyAccounts(key) { throw .csrRefused(.accountKey) }
        // Somebody was faster: another finalize, or a deactivation.
        throw .orderNotReady(try await self.order(id, of: account).status)
      }
      position = accepted
    } catch {
      signals.cancelExpectation(of: id)
      throw error
    }
    signals.jobQueued(id, of: account.id, at: position)
    if let outcome = await signals.outcome(of: id, within: timeToWait(forEndOf: id)) {
      _ = order.end(as: outcome)
    }
    return view(of: order, before.authorizations)
  }

  /// Asks all that may refuse a ready order's CSR; whatever refuses leaves the order ready.
  ///
  /// In turn: its form and names, its key, then what must be looked up.
  private func permittedRequest(
    _ csr: [UInt8], for order: Order, given authorizations: [Authorization], of account: Account
  ) async throws(RegistrationError) -> CertificateRequest {
    let accepted = try acceptedRequest(csr, for: order)
    try await checkKey(of: accepted, for: account)
    let caaCheckedAt = try await leaveByCAA(for: order, given: authorizations)
    return CertificateRequest(
      subjectPublicKeyInfo: accepted.spkiDER, names: accepted.names.map(\.text),
      profile: order.profile, requestedNotBefore: order.requestedNotBefore,
      requestedNotAfter: order.requestedNotAfter, caaCheckedAt: caaCheckedAt)
  }

  /// When the oldest CAA check was made that the certificate rests on.
  private func leaveByCAA(for order: Order, given authorizations: [Authorization])
    async throws(RegistrationError) -> AuthorityModel.Timestamp?
  {
    do throws(CAARefusal) {
      return try await caa.requireLeave(for: order, given: authorizations)
    } catch {
      throw .caaRefused(error)
    }
  }

  private func acceptedRequest(_ csr: [UInt8], for order: Order) throws(RegistrationError)
    -> AcceptedRequest
  {
    let names = try names(of: order)
    do throws(CSRError) {
      return try CSRCheck(keys: policy.keys).acceptedRequest(csr, for: names)
    } catch {
      throw .csrRefused(error)
    }
  }

  /// Whether the certificate's key may be used by this account.
  ///
  /// A key must not serve two purposes (RFC 8555 §11.1). Whether it is another account's is found out
  /// by the acceptance itself, so that nobody makes an account of it meanwhile.
  private func checkKey(of request: AcceptedRequest, for account: Account)
    async throws(RegistrationError)
  {
    // The CSR's signature was verified with it.
    let thumbprint = JSONWebKey.thumbprint(ofSoundKey: request.spkiDER)
    guard thumbprint != account.keyThumbprint else { throw .csrRefused(.accountKey) }
    try await blockedKeys.requireUnblocked(
      KeyFingerprint(ofSubjectPublicKeyInfo: request.spkiDER))
  }

  private func isAnyAccounts(_ key: JSONWebKey?) async throws(RegistrationError) -> Bool {
    guard let key else { return false }
    return try await stored { () async throws(StorageError) in
      try await accounts.account(keyThumbprint: key.thumbprint)
    } != nil
  }

  /// The order's names, judged once more: the lists may have grown since it was opened.
  private func names(of order: Order) throws(RegistrationError) -> Set<DomainName> {
    Set(try acceptedNames(of: order.identifiers.map { (type: "dns", value: $0.name) }))
  }
}
