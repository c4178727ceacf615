/// Why a certificate signing request is refused.
///
/// ``publicKey(_:)`` is ACME's `badPublicKey` (RFC 8555 §6.7), all others are `badCSR`.
package enum CSRError: Error, Sendable, Equatable {
  case tooLarge(octets: Int, limit: Int)
  case malformed(reason: String)
  case publicKey(KeyError)
  /// Signed by an algorithm that proves nothing any more, or that we cannot check.
  case signatureAlgorithm(name: String)
  /// The signature isn't the public key's, so the applicant may not hold the private one.
  case signature
  case name(String, NameError)
  /// A subject alternative name other than a DNS name.
  case nameType(String)
  /// The key is that of an account (RFC 8555 §11.1).
  case accountKey
  /// The names differ from the order's (RFC 8555 §7.4).
  case names(missing: [DomainName], extra: [DomainName])
}

extension CSRError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLarge(let octets, let limit):
      "The CSR has \(octets) octets; at most \(limit) are read."
    case .malformed(let reason):
      "The CSR isn't a PKCS #10 request in DER: \(reason)."
    case .publicKey(let error):
      error.description
    case .signatureAlgorithm(let name):
      "The CSR is signed with \(name); sign it with SHA-256, SHA-384 or SHA-512."
    case .signature:
      "The CSR's signature doesn't belong to its public key; sign it with that key's private half."
    case .name(let name, let error):
      "The CSR's name \"\(Self.shortened(name))\" \(error)."
    case .nameType(let name):
      "The CSR asks for \(Self.shortened(name)); this CA certifies DNS names only."
    case .accountKey:
      "The CSR's public key is the key of an account; make another one for the certificate."
    case .names(let missing, let extra):
      Self.difference(missing: missing, extra: extra)
    }
  }

  private static func difference(missing: [DomainName], extra: [DomainName]) -> String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("lacks \(list(missing)), which the order has") }
    if missing.isEmpty, extra.isEmpty { parts.append("holds no name") }
    if !extra.isEmpty { parts.append("has \(list(extra)), which the order hasn't") }
    return "The CSR \(parts.joined(separator: ", and ")); its names must be exactly the order's."
  }

  /// The first few names; a hundred of them help nobody.
  private static func list(_ names: [DomainName]) -> String {
    let shown = names.prefix(5).map(\.text).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }

  private static func shortened(_ text: String) -> String {
    let printable = text.unicodeScalars.map { $0.properties.isPrintable ? Character($0) : "?" }
    return printable.count > 100 ? String(printable.prefix(100)) + "…" : String(printable)
  }
}

extension Unicode.Scalar.Properties {
  /// Neither a control nor a formatting character, which could forge lines in a log.
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
