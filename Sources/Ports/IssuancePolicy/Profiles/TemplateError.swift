package import CertificateFormats

/// Why no certificate can be made from a template.
package enum TemplateError: Error, Sendable, Equatable {
  /// The certificate would outlive its issuer's.
  case outlivesIssuer(notAfter: CertificateTime, issuerNotAfter: CertificateTime)
  /// The issuer's certificate isn't valid yet.
  case precedesIssuer(now: CertificateTime, issuerNotBefore: CertificateTime)
  /// What was asked for when the order was placed can't be certified any more.
  case untimely(Validity, now: CertificateTime)
  /// A key that can sign by none of our algorithms.
  case keyType(String)
  case format(CertificateFormatError)
  /// What the template makes would not be signed.
  case rules(LintError)
  /// A name of an authority that X.509 cannot hold.
  case authorityName(reason: String)
}

extension TemplateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .outlivesIssuer(let notAfter, let issuerNotAfter):
      "The certificate would be valid until \(notAfter), its issuer's only until \(issuerNotAfter);"
        + " shorten the profile's validity or renew the issuer's certificate."
    case .precedesIssuer(let now, let issuerNotBefore):
      "The issuer's certificate is valid from \(issuerNotBefore), and the clock says \(now);"
        + " set the clock right."
    case .untimely(let validity, let now):
      "The order asked for a validity from \(validity.notBefore) to \(validity.notAfter), which can't"
        + " be certified at \(now) any more; place a new order."
    case .keyType(let key):
      "A CA cannot sign with a \(key); use P-256, P-384 or RSA."
    case .format(let error):
      error.description
    case .rules(let error):
      error.description
    case .authorityName(let reason):
      reason
    }
  }
}
