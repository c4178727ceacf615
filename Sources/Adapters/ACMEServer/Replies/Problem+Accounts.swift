internal import ACMEProtocol
internal import HTTPTypes
internal import Registration

/// What is wrong with an account's terms and contacts.
extension Problem {
  /// Terms that have not been agreed to: where to read them, and how to agree.
  ///
  /// - Note: RFC 8555 §7.3.3.
  init(terms url: String, _ what: String) {
    document = ProblemDocument(
      .userActionRequired,
      detail:
        "\(what) Read them, and agree by \"termsOfServiceAgreed\": true, to newAccount or, for "
        + "an account that there is, to its URL.",
      instance: url)
    headers.append(link: LinkHeader(url, .termsOfService))
  }

  /// Contacts that were refused, each with its reason.
  ///
  /// - Note: RFC 8555 §7.3: where one's scheme is unsupported, that is the answer's type.
  init(refused: [RefusedContact]) {
    let subproblems = refused.map { contact in
      let written = contact.contact.prefix(300)
      return switch contact.reason {
      case .unsupportedScheme:
        ProblemDocument.Subproblem(
          .unsupportedContact,
          detail: "\"\(written)\" is no mailto: URL, the only kind of contact that is supported.")
      case .invalid(let reason):
        ProblemDocument.Subproblem(
          .invalidContact, detail: "\"\(written)\" is no valid contact: \(reason).")
      }
    }
    let isUnsupported = refused.contains { $0.reason == .unsupportedScheme }
    document = ProblemDocument(
      isUnsupported ? .unsupportedContact : .invalidContact,
      detail: subproblems.map(\.detail).joined(separator: " "),
      subproblems: subproblems.count > 1 ? subproblems : nil)
  }
}
