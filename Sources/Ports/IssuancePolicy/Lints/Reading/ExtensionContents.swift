internal import CertificateFormats
internal import SwiftASN1

/// What the known extensions of a certificate say, each taken apart once.
struct ExtensionContents {
  struct BasicConstraints {
    let isAuthority: Bool
    /// Whether it says that cA is FALSE, where DER says nothing (X.690 §11.5).
    let writesDefault: Bool
    let pathLength: ArraySlice<UInt8>?
  }

  struct AuthorityKeyIdentifier {
    let keyIdentifier: ArraySlice<UInt8>?
    let namesIssuerOrSerial: Bool
  }

  struct Policy {
    let oid: ArraySlice<UInt8>
    let hasQualifiers: Bool
  }

  struct AccessDescription {
    let method: ArraySlice<UInt8>
    let location: GeneralNameReading
  }

  struct DistributionPoint {
    /// Nil unless it is given by a full name.
    let fullName: [GeneralNameReading]?
    let hasReasonsOrIssuer: Bool
  }

  private(set) var accessDescriptions: [AccessDescription]?
  private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
  private(set) var basicConstraints: BasicConstraints?
  private(set) var policies: [Policy]?
  private(set) var distributionPoints: [DistributionPoint]?
  private(set) var extendedKeyUsages: [ArraySlice<UInt8>]?
  private(set) var keyUsage: KeyUsageReading?
  private(set) var alternativeNames: [GeneralNameReading]?
  private(set) var subjectKeyIdentifier: ArraySlice<UInt8>?
  /// What couldn't be read.
  private(set) var faults: [(kind: ExtensionKind, fault: ParsingFault)] = []

  init(of extensions: [ExtensionReading]) {
    for element in extensions {
      guard let kind = element.kind else { continue }
      do throws(ParsingFault) {
        try read(element.value, as: kind)
      } catch {
        faults.append((kind, error))
      }
    }
  }

  private mutating func read(
    _ value: ArraySlice<UInt8>, as kind: ExtensionKind
  ) throws(ParsingFault) {
    let node = try ParsedDER.node(of: value, "value")
    switch kind {
    case .authorityInformationAccess:
      accessDescriptions = try Self.accessDescriptions(node)
    case .authorityKeyIdentifier:
      authorityKeyIdentifier = try Self.authorityKeyIdentifier(node)
    case .basicConstraints:
      basicConstraints = try Self.basicConstraints(node)
    case .certificatePolicies:
      policies = try Self.policies(node)
    case .crlDistributionPoints:
      distributionPoints = try Self.distributionPoints(node)
    case .extendedKeyUsage:
      extendedKeyUsages = try Self.purposes(node)
    case .keyUsage:
      keyUsage = try KeyUsageReading(node)
    case .subjectAlternativeName:
      alternativeNames = try GeneralNameReading.list(node, of: "subject alternative name")
    case .subjectKeyIdentifier:
      guard node.identifier == .octetString else { throw ParsingFault("it is no OCTET STRING") }
      subjectKeyIdentifier = try node.octets(of: "subject key identifier")
    case .nameConstraints, .signedCertificateTimestamps:
      // Read by nobody yet: no profile of this CA's makes them.
      break
    }
  }
}
