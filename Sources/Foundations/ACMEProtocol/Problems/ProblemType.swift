/// The kinds of trouble that ACME has names for.
///
/// - Note: RFC 8555 §6.7, RFC 9773 §7.4.
package enum ProblemType: String, Sendable, CaseIterable {
  case accountDoesNotExist
  case alreadyReplaced
  case alreadyRevoked
  case badCSR
  case badNonce
  case badPublicKey
  case badRevocationReason
  case badSignatureAlgorithm
  case caa
  case compound
  case connection
  case dns
  case externalAccountRequired
  case incorrectResponse
  case invalidContact
  case malformed
  case orderNotReady
  case rateLimited
  case rejectedIdentifier
  case serverInternal
  case tls
  case unauthorized
  case unsupportedContact
  case unsupportedIdentifier
  case userActionRequired

  static let prefix = "urn:ietf:params:acme:error:"

  /// The type as problem documents carry it.
  package var urn: String { Self.prefix + rawValue }

  /// The type of this URN, or `nil` when ACME does not define it.
  package init?(urn: String) {
    guard urn.hasPrefix(Self.prefix) else { return nil }
    self.init(rawValue: String(urn.dropFirst(Self.prefix.count)))
  }

  /// The HTTP status that goes with this type unless the server knows better.
  ///
  /// RFC 8555 fixes only 403 for orderNotReady (§7.4), externalAccountRequired (§7.3.4) and
  /// userActionRequired (§7.3.3), and RFC 9773 §5 409 for alreadyReplaced; the others say whose fault
  /// it is.
  package var defaultStatus: Int {
    switch self {
    case .accountDoesNotExist, .alreadyRevoked, .badCSR, .badNonce, .badPublicKey,
      .badRevocationReason, .badSignatureAlgorithm, .compound, .connection, .dns, .invalidContact,
      .malformed, .rejectedIdentifier, .tls, .unsupportedContact, .unsupportedIdentifier:
      400
    case .caa, .externalAccountRequired, .incorrectResponse, .orderNotReady, .unauthorized,
      .userActionRequired:
      403
    case .alreadyReplaced:
      409
    case .rateLimited:
      429
    case .serverInternal:
      500
    }
  }
}
