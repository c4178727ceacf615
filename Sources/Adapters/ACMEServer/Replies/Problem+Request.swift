internal import ACMEProtocol
internal import HTTPTypes

/// What is wrong with a request before anybody looks at what it asks for.
extension Problem {
  init(_ error: RequestError) {
    switch error {
    case .noSuchResource(let path):
      self.init(.malformed, "There is nothing at \(path.prefix(200)).", status: 404)
    case .methodNotAllowed(let method, let allowed):
      let names = allowed.map(\.rawValue)
      self.init(
        .malformed,
        "\(method.rawValue) is not possible here; use \(names.joined(separator: " or ")).",
        status: 405)
      headers[.allow] = allowed.fieldValue
    case .contentType(let type):
      self.init(
        .malformed,
        "The Content-Type is \(type.map { "\"\($0.prefix(100))\"" } ?? "missing"); it must be "
          + "\"application/jose+json\" (RFC 8555 §6.2).", status: 415)
    case .bodyTooLarge(let limit):
      self.init(.malformed, "The body is larger than \(limit) bytes.", status: 413)
    case .bodyTooSlow:
      self.init(
        .malformed, "The body took too long to come; the connection is closed. Send it again.",
        status: 408)
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
    case .authorizationChange(let status):
      self.init(
        .malformed,
        "An authorization's \"status\" can be changed to \"deactivated\" alone, not to "
          + "\"\(status.prefix(50))\" (RFC 8555 §7.5.2).")
    case .noCertificateNamed:
      self.init(
        .malformed,
        "The URL names no certificate: it ends with the certificate's identifier (RFC 9773 §4.1).",
        status: 404)
    case .certificateIdentifier(let text, let error):
      self.init(.malformed, "\"\(text.prefix(100))\" \(error).")
    case .noSuchChain(let number):
      self.init(.malformed, "The certificate has no chain \(number).", status: 404)
    case .notAcceptable(let available):
      self.init(
        .malformed,
        "The \"Accept\" header admits nothing that there is: \(available.joined(separator: ", ")).",
        status: 406)
    case .issuerNotConfigured:
      self.init(
        .serverInternal,
        "The certificate's issuer is no longer in the CA's configuration. Tell the CA's operator.")
    case .keyTaken(let url):
      self.init(.malformed, "An account has the new key already: \(url).", status: 409)
      headers[.location] = url
    case .accountMismatch:
      self.init(.unauthorized, "This is the URL of another account.")
    }
  }
}
