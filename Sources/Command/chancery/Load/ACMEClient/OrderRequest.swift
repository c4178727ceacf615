import ACMEProtocol

/// Asks for a certificate, perhaps in the place of another.
///
/// - Note: RFC 8555 §7.4, RFC 9773 §5. A server that does not know `replaces` ignores it.
struct OrderRequest: Encodable, Sendable {
  let identifiers: [IdentifierResource]
  /// The identifier of the certificate that is renewed.
  let replaces: String?

  init(names: [String], replaces: String? = nil) {
    identifiers = names.map { .dns($0) }
    self.replaces = replaces
  }
}
