internal import IssuancePolicy
internal import SwiftASN1
internal import Validation
internal import X509

/// What clients call the ACME listener's host.
enum ServerName: Sendable, Hashable {
  case address(IPAddress)
  case dns(String)

  /// Reads an IP address, `localhost` or a DNS name; nil for anything else.
  init?(_ text: String) {
    if let address = try? IPAddress(text) {
      self = .address(address)
    } else if text == "localhost" {
      self = .dns(text)
    } else if let name = try? DomainName(text), !name.isWildcard {
      self = .dns(name.text)
    } else {
      return nil
    }
  }

  /// The name as it stands in a certificate (RFC 5280 §4.2.1.6).
  var generalName: GeneralName {
    switch self {
    case .address(let address): .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    case .dns(let name): .dnsName(name)
    }
  }
}
