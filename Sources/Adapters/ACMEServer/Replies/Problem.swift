internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import IssuancePolicy
internal import Registration
internal import Storage
internal import Validation

/// What an error looks like on the wire: a problem document and the headers that go with it.
///
/// All errors of the layers below are mapped here, so that nothing else decides on types and status
/// codes.
struct Problem {
  let document: ProblemDocument
  var headers: HTTPFields = [:]

  /// Clients are asked to come back after so long where nothing better is known.
  private static let retryAfterInSeconds = 5

  init(_ error: any Error) {
    switch error {
    case let error as RequestError: self.init(error)
    case let error as RegistrationError: self.init(error)
    case let error as ValidationError: self.init(error)
    case let error as StorageError: self.init(error)
    case let error as JWSError: self.init(error.problem)
    case let error as JSONWebKeyError:
      self.init(.badPublicKey, "\(error)")
    case let error as NonceError: self.init(error.problem)
    case let error as PayloadError: self.init(error.problem)
    case let error as StorageError: self.init(error)
    default:
      self.init(
        .serverInternal, "The server made a mistake. Try again; if it stays, tell the operator.")
    }
  }

  private init(_ type: ProblemType, _ detail: String, status: Int? = nil) {
    document = ProblemDocument(type, detail: detail, status: status)
  }

  private init(_ error: RequestError) {
    switch error {
    case .noSuchResource(let path):
      self.init(.malformed, "There is nothing at \(path.prefix(200)).", status: 404)
    case .methodNotAllowed(let method, let allowed):
      let names = allowed.map(\.rawValue)
      self.init(
        .malformed,
        "\(method.rawValue) is not possible here; use \(names.joined(separator: " or ")).",
        status: 405)
      headers[.allow] = names.joined(separator: ", ")
    case .contentType(let type):
      self.init(
        .malformed,
        "The Content-Type is \(type.map { "\"\($0.prefix(100))\"" } ?? "missing"); it must be "
          + "\"application/jose+json\" (RFC 8555 §6.2).", status: 415)
    case .bodyTooLarge(let limit):
      self.init(.malformed, "The body is larger than \(limit) bytes.", status: 413)
    case .bodyTooSlow(let limit):
      self.init(.malformed, "The body took longer than \(limit).", status: 408)
    case .bodyIncomplete:
      self.init(.malformed, "The body ended before it was complete.")
    case .unknownAccountURL(let url):
      self.init(
        .accountDoesNotExist,
        "The \"kid\" \"\(url.prefix(200))\" is no account URL of this server.")
    case .wrongKeyReference(let expected):
      self.init(
        .malformed,
        "This resource takes requests that are signed with \"\(expected)\" in the protected header "
          + "(RFC 8555 §6.2).")
    case .payloadNotEmpty:
      self.init(
        .malformed,
        "The payload must be empty: this resource is read by POST-as-GET (RFC 8555 §6.3).")
    case .payloadEmpty:
      self.init(.malformed, "The payload is empty; this resource takes a JSON object.")
    case .notBeforeOrAfter:
      self.init(
        .malformed, "This CA sets the validity itself: leave out \"notBefore\" and \"notAfter\".")
    case .issuerNotConfigured:
      self.init(
        .serverInternal,
        "The certificate's issuer is no longer in the CA's configuration. Tell the CA's operator.")
    case .accountMismatch:
      self.init(.unauthorized, "This is the URL of another account.")
    }
  }

  private init(_ error: RegistrationError) {
    switch error {
    case .accountDoesNotExist:
      self.init(.accountDoesNotExist, "No account has this key. Create one with newAccount.")
    case .accountNotValid(let status):
      // RFC 8555 §7.3.6 asks for 401 here, and only here.
      self.init(.unauthorized, "The account is \(status.rawValue).", status: 401)
    case .termsNotAgreed(let url):
      self.init(
        .userActionRequired,
        "Agree to the terms of service at \(url) by \"termsOfServiceAgreed\": true.")
    case .tooManyContacts(let limit):
      self.init(.malformed, "An account has at most \(limit) contacts.")
    case .unsupportedContact(let contact):
      self.init(
        .unsupportedContact,
        "\"\(contact.prefix(100))\" is no mailto: URL, the only kind of "
          + "contact that is supported.")
    case .invalidContact(let contact, let reason):
      self.init(.invalidContact, "\"\(contact.prefix(300))\" is no valid contact: \(reason).")
    case .noIdentifiers:
      self.init(.malformed, "The order has no \"identifiers\".")
    case .tooManyIdentifiers(let count, let limit):
      self.init(
        .malformed, "The order has \(count) identifiers; at most \(limit) are possible. Split it.")
    case .identifiersRefused(let refused):
      self.init(refused: refused)
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
    case .storage(let error):
      self.init(error)
    }
  }

  private init(_ document: ProblemDocument) {
    self.document = document
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

  private init(refused: [RefusedIdentifier]) {
    let subproblems = refused.map { identifier in
      let (type, detail): (ProblemType, String) =
        switch identifier.reason {
        case .unsupportedType(let type):
          (.unsupportedIdentifier, "The type \"\(type.prefix(50))\" is not supported; use \"dns\".")
        case .invalid(let error):
          (.rejectedIdentifier, "The name \"\(identifier.value.prefix(100))\" \(error).")
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

  private init(_ error: ValidationError) {
    switch error {
    case .unknownChallenge:
      self.init(.malformed, "The authorization has no such challenge.", status: 404)
    case .authorizationNotPending(let status):
      self.init(.malformed, "The authorization is \(status.rawValue), not pending.")
    case .overloaded(let limit):
      self.init(
        .rateLimited, "\(limit) validations are under way. Answer the challenge again later.",
        status: 503)
      headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
    case .storage(let error):
      self.init(error)
    }
  }

  /// Nothing was stored, so the client may send the same again.
  private init(_ error: StorageError) {
    switch error {
    case .unavailable:
      self.init(
        .serverInternal, "The CA's database can't be used at the moment. Try again later.",
        status: 503)
      headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
    case .corrupt:
      self.init(.serverInternal, "The CA's database is damaged. Tell the CA's operator.")
    }
  }

  /// A failure that is kept with an order or a challenge.
  static func document(for failure: Failure) -> ProblemDocument {
    let type: ProblemType =
      switch failure.kind {
      case .badCSR: .badCSR
      case .badPublicKey: .badPublicKey
      case .connection: .connection
      case .dns: .dns
      case .incorrectResponse: .incorrectResponse
      case .rejectedIdentifier: .rejectedIdentifier
      case .serverInternal: .serverInternal
      case .tls: .tls
      case .unauthorized: .unauthorized
      }
    return ProblemDocument(type, detail: failure.detail)
  }

  var reply: Reply {
    var fields = headers
    fields[.contentType] = ProblemDocument.contentType
    return Reply(
      HTTPResponse.Status(code: document.status ?? 500), headers: fields,
      body: (try? ACMEJSON.encode(document)) ?? [])
  }
}
