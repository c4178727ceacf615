/// The extensions that the profiles of the Baseline Requirements §7.1.2 name.
enum ExtensionKind: Hashable, CaseIterable {
  case authorityInformationAccess
  case authorityKeyIdentifier
  case basicConstraints
  case certificatePolicies
  case crlDistributionPoints
  case extendedKeyUsage
  case keyUsage
  case nameConstraints
  case signedCertificateTimestamps
  case subjectAlternativeName
  case subjectKeyIdentifier

  /// - Parameter oid: The content octets of the extension's object identifier.
  init?(oid: ArraySlice<UInt8>) {
    // Most are 2.5.29.x.
    if oid.count == 3, oid.starts(with: [0x55, 0x1d]), let last = oid.last {
      switch last {
      case 14: self = .subjectKeyIdentifier
      case 15: self = .keyUsage
      case 17: self = .subjectAlternativeName
      case 19: self = .basicConstraints
      case 30: self = .nameConstraints
      case 31: self = .crlDistributionPoints
      case 32: self = .certificatePolicies
      case 35: self = .authorityKeyIdentifier
      case 37: self = .extendedKeyUsage
      default: return nil
      }
    } else if oid.elementsEqual([0x2b, 6, 1, 5, 5, 7, 1, 1]) {
      self = .authorityInformationAccess
    } else if oid.elementsEqual([0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2]) {
      self = .signedCertificateTimestamps
    } else {
      return nil
    }
  }

  /// The name in the identifiers of lints.
  var snakeName: String {
    switch self {
    case .authorityInformationAccess: "authority_information_access"
    case .authorityKeyIdentifier: "authority_key_identifier"
    case .basicConstraints: "basic_constraints"
    case .certificatePolicies: "certificate_policies"
    case .crlDistributionPoints: "crl_distribution_points"
    case .extendedKeyUsage: "extended_key_usage"
    case .keyUsage: "key_usage"
    case .nameConstraints: "name_constraints"
    case .signedCertificateTimestamps: "signed_certificate_timestamps"
    case .subjectAlternativeName: "subject_alternative_name"
    case .subjectKeyIdentifier: "subject_key_identifier"
    }
  }

  /// The name in sentences.
  var name: String { snakeName.split(separator: "_").joined(separator: " ") }
}
