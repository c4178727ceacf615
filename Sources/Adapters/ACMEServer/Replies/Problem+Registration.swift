internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import IssuancePolicy
internal import Registration

/// What Registration refuses.
extension Problem {
  init(_ error: RegistrationError) {
    switch error {
    case .accountDoesNotExist:
      self.init(.accountDoesNotExist, "No account has this key. Create one with newAccount.")
    case .accountNotValid(let status):
      // RFC 8555 §7.3.6 asks for 401 here, and only here.
      self.init(.unauthorized, "The account is \(status.rawValue).", status: 401)
    case .termsNotAgreed(let url):
      self.init(terms: url, "No account without agreement to the terms of service at \(url).")
    case .termsChanged(let url):
      self.init(terms: url, "The terms of service have changed; they are at \(url) now.")
    case .tooManyContacts(let limit):
      self.init(.invalidContact, "An account has at most \(limit) contacts.")
    case .contactsRefused(let refused):
      self.init(refused: refused)
    case .keyRefused(let error):
      self.init(.badPublicKey, "\(error)")
    case .keyTaken:
      self.init(.malformed, "An account has the new key already.", status: 409)
    case .keyChangedMeanwhile:
      self.init(
        .unauthorized,
        "The account has got another key in the meantime, with which requests must be signed.")
    case .noIdentifiers:
      self.init(.malformed, "The order has no \"identifiers\".")
    case .tooManyIdentifiers(let count, let limit):
      self.init(
        .malformed, "The order has \(count) identifiers; at most \(limit) are possible. Split it.")
    case .identifiersRefused(let refused):
      self.init(refused: refused)
    case .validityRefused(let refusal):
      // Well-formed and about no identifier: this account may not have such a certificate.
      self.init(.unauthorized, "\(refusal)")
    case .authorizationOver(let status):
      self.init(
        .malformed,
        "The authorization is \(status.rawValue): only one that is pending or valid can be "
          + "deactivated.")
    case .replacementRefused(let refusal):
      self.init(refusal)
    case .unknownCertificate:
      self.init(
        .malformed,
        "This CA has issued no certificate with this issuer's key identifier and serial number.",
        status: 404)
    case .notFound(.certificate):
      // Nobody learns which certificates there are.
      self.init(.unauthorized, "There is no such certificate of this account.")
    case .notFound(let subject):
      self.init(
        .malformed, "There is no such \(subject.rawValue) of this account.", status: 404)
    case .orderNotReady(let status):
      self.init(Problem.notReady(status))
    case .csrRefused(let error):
      if case .publicKey = error {
        self.init(.badPublicKey, "\(error)")
      } else {
        self.init(.badCSR, "\(error)")
      }
    case .keyBlocked(let key):
      self.init(.badPublicKey, Problem.text(of: key))
    case .caaRefused(let refusal) where refusal.failure.kind == .serverInternal:
      // Nothing was accepted, and the order is still ready.
      self.init(.serverInternal, refusal.failure.detail, status: 503)
      headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
    case .issuerUnfit(let error):
      self.init(
        .serverInternal, "The CA can't issue certificates now. Tell the CA's operator: \(error)",
        status: 503)
      headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
    case .queueFull(let refusal):
      self.init(.rateLimited, Problem.text(of: refusal), status: 503)
      headers[.retryAfter] = "\(RetryAdvice.inSeconds(refusal.retryAfter))"
    case .outOfTime:
      self.init(outOfTime: "Send the same request again.")
    case .caaRefused(let refusal):
      self.init(Problem.document(for: refusal.failure))
    case .storage(let error):
      self.init(error)
    }
  }

  private static func text(of key: BlockedKey) -> String {
    let cause =
      switch key.cause {
      case .provenCompromise: "somebody proved that he holds its private half"
      case .operatorDecision: "this CA's operator refuses it"
      case .list: "it is on a list of compromised keys"
      }
    return "The public key (SHA-256 \(key.fingerprint)) is blocked: \(cause). Generate a new one."
  }

  private static func notReady(_ status: Order.Status) -> ProblemDocument {
    let detail =
      switch status {
      case .pending: "The order is pending: not all of its authorizations are valid yet."
      case .ready: "The order is ready."
      case .processing: "The order is being processed already; poll it for its certificate."
      case .valid: "The order is valid already; download its certificate."
      case .invalid: "The order is invalid. Place a new one."
      }
    return ProblemDocument(.orderNotReady, detail: detail)
  }

  init(refused: [RefusedIdentifier]) {
    let subproblems = refused.map { identifier in
      let (type, detail): (ProblemType, String) =
        switch identifier.reason {
        case .unsupportedType(let type):
          (.unsupportedIdentifier, "The type \"\(type.prefix(50))\" is not supported; use \"dns\".")
        case .refused(let refusal):
          (.rejectedIdentifier, "The name \"\(identifier.value.prefix(100))\" \(refusal).")
        case .wildcardWithoutDNSChallenge:
          (.rejectedIdentifier, "Wildcards need the dns-01 challenge, which this CA doesn't offer.")
        }
      return ProblemDocument.Subproblem(
        type, detail: detail,
        identifier: IdentifierResource(
          type: String(identifier.type.prefix(50)), value: String(identifier.value.prefix(260))))
    }
    let types = Set(subproblems.compactMap(\.problemType))
    document = ProblemDocument(
      types.count == 1 ? types.first ?? .rejectedIdentifier : .rejectedIdentifier,
      detail: subproblems.count == 1
        ? subproblems[0].detail : "\(subproblems.count) identifiers were refused.",
      subproblems: subproblems)
  }
}
