import SwiftASN1
import X509

/// A certificate signing request for these names.
struct SigningRequest {
  var names: [String]

  func derBytes(signedBy key: Certificate.PrivateKey) throws -> [UInt8] {
    let request = try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName(), privateKey: key,
      attributes: CertificateSigningRequest.Attributes([
        .init(
          ExtensionRequest(
            extensions: Certificate.Extensions {
              SubjectAlternativeNames(names.map { .dnsName($0) })
            }))
      ]))
    var serializer = DER.Serializer()
    try serializer.serialize(request)
    return serializer.serializedBytes
  }
}
