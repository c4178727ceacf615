internal import CertificateFormats
internal import SwiftASN1
internal import X509

/// The names that a certificate signing request asks for: its DNS names and its common names.
///
/// A common name that isn't among the alternative names counts as one more (RFC 8555 §7.4 lets a
/// request name its identifiers in either place).
struct RequestedNames {
  let names: Set<DomainName>

  init(of request: CertificateSigningRequest) throws(CSRError) {
    var names: Set<DomainName> = []
    for name in try Self.alternativeNames(of: request) {
      guard case .dnsName(let text) = name else { throw .nameType(Self.described(name)) }
      names.insert(try Self.parsed(text))
    }
    for attribute in request.subject.lazy.joined()
    where attribute.type == .RDNAttributeType.commonName {
      guard let text = String(attribute.value) else {
        throw .malformed(reason: "the subject's common name is in a string type that isn't read")
      }
      names.insert(try Self.parsed(text))
    }
    self.names = names
  }

  private static func alternativeNames(
    of request: CertificateSigningRequest
  ) throws(CSRError) -> SubjectAlternativeNames {
    do {
      return try request.attributes.extensionRequest?.extensions.subjectAlternativeNames
        ?? SubjectAlternativeNames()
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }

  private static func parsed(_ text: String) throws(CSRError) -> DomainName {
    do {
      return try DomainName(text)
    } catch {
      throw .name(text, error)
    }
  }

  private static func described(_ name: GeneralName) -> String {
    switch name {
    case .dnsName(let text): "the DNS name \(text)"
    case .rfc822Name(let text): "the e-mail address \(text)"
    case .uniformResourceIdentifier(let text): "the URI \(text)"
    case .ipAddress(let octets):
      "the IP address \(octets.bytes.map(String.init).joined(separator: "."))"
    case .directoryName(let name): "the directory name \(name)"
    case .registeredID(let oid): "the registered identifier \(oid)"
    case .otherName(let name): "a name of the type \(name.typeID)"
    case .x400Address: "an X.400 address"
    case .ediPartyName: "an EDI party name"
    }
  }
}
