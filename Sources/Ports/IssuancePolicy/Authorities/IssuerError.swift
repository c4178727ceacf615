/// Why a certificate cannot be an issuer's.
package enum IssuerError: Error, Sendable, Equatable {
  case malformed(reason: String)
  case notAuthority(subject: String)
  case lacksCertificateSigning(subject: String)
  case lacksKeyIdentifier(subject: String)
  case keyType(subject: String, key: String)
}

extension IssuerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let reason):
      "The issuer certificate cannot be read: \(reason)."
    case .notAuthority(let subject):
      "\"\(subject)\" isn't a CA certificate (basicConstraints lacks CA:TRUE); name one that is."
    case .lacksCertificateSigning(let subject):
      "\"\(subject)\" may not sign certificates (keyUsage lacks keyCertSign); name one that may."
    case .lacksKeyIdentifier(let subject):
      "\"\(subject)\" has no subject key identifier, which the certificates it issues must point to;"
        + " have it issued anew (RFC 5280 §4.2.1.2)."
    case .keyType(let subject, let key):
      "\"\(subject)\" has a \(key), by which this CA cannot sign; use P-256, P-384 or RSA."
    }
  }
}
