import ACMEProtocol
import HTTPTypes
import HummingbirdTesting
import SwiftASN1
import X509

extension TestAuthority {
  /// What leaves say of their issuer's key.
  var issuerKeyIdentifier: [UInt8] {
    get throws {
      Array(try intermediate.extensions.subjectKeyIdentifier?.keyIdentifier ?? [])
    }
  }
}

extension Certificate {
  /// What renewals call it.
  var identifier: String {
    get throws {
      let issuer = try extensions.authorityKeyIdentifier?.keyIdentifier ?? []
      return CertificateIdentifier(
        issuerKeyIdentifier: Array(issuer), serialNumber: serialNumber.bytes
      ).text
    }
  }
}

extension HeldCertificate {
  var certificate: Certificate { get throws { try Certificate(derEncoded: derBytes) } }
}

extension TestClientProtocol {
  /// Asks about a certificate's renewal, as anybody may.
  func renewalInfo(_ identifier: String) async throws -> Answer {
    try await send(
      RawRequest(path: "/acme/renewal-info/" + identifier, method: .get, headers: [:]))
  }
}
