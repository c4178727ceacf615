/// An order as its owner sees it.
///
/// - Note: RFC 8555 §7.1.3, RFC 9773 §5; the statuses are those of RFC 8555 §7.1.6.
package struct OrderResource: Codable, Sendable, Hashable {
  package enum Status: String, Codable, Sendable {
    case pending
    case ready
    case processing
    case valid
    case invalid
  }

  package var status: Status
  /// Required while the order is pending or valid.
  package var expires: Timestamp?
  package var identifiers: [IdentifierResource]
  package var notBefore: Timestamp?
  package var notAfter: Timestamp?
  /// The certificate that the order's replaces, as its client named it.
  package var replaces: CertificateIdentifier?
  package var error: ProblemDocument?
  package var authorizations: [String]
  package var finalize: String
  /// There once the order is valid.
  package var certificate: String?

  package init(
    status: Status, expires: Timestamp? = nil, identifiers: [IdentifierResource],
    notBefore: Timestamp? = nil, notAfter: Timestamp? = nil,
    replaces: CertificateIdentifier? = nil, error: ProblemDocument? = nil,
    authorizations: [String], finalize: String, certificate: String? = nil
  ) {
    self.status = status
    self.expires = expires
    self.identifiers = identifiers
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.replaces = replaces
    self.error = error
    self.authorizations = authorizations
    self.finalize = finalize
    self.certificate = certificate
  }
}

extension OrderResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("authorizations", authorizations)
      object.member("certificate", certificate)
      object.member("error", error)
      object.member("expires", expires)
      object.member("finalize", finalize)
      object.member("identifiers", identifiers)
      object.member("notAfter", notAfter)
      object.member("notBefore", notBefore)
      object.member("replaces", replaces)
      object.member("status", status)
    }
  }
}

extension OrderResource.Status: JSONWritable {}
