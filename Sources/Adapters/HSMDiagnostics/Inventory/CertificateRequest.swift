package import CertificateFormats
package import Cryptoki
internal import SwiftASN1
internal import Signing
package import X509

/// A certificate signing request, signed by the token that holds the key (RFC 2986).
package struct CertificateRequest: Sendable, Hashable {
  /// The DER of the CertificationRequest.
  package let derBytes: [UInt8]

  /// Writes a request without attributes and has the key sign it.
  ///
  /// - Throws: ``KeyProofFault``, also when the signature doesn't verify.
  package init(
    subject: EncodedName, key: HeldKey, publicKey: Certificate.PublicKey, session: Session
  ) throws(KeyProofFault) {
    let algorithm = try KeyProof(certificateKey: publicKey).algorithm
    let info = Self.info(subject: subject, publicKey: publicKey)
    let signature: [UInt8]
    do throws(CryptokiError) {
      signature = try session.signature(for: info, with: key.handle, algorithm: algorithm)
    } catch {
      throw .call(error)
    }
    guard
      publicKey.isValidSignature(signature, for: info, signatureAlgorithm: algorithm.x509)
    else { throw .proofFailed(key: key.name, expected: publicKey.fingerprint) }
    var serializer = DER.Serializer()
    serializer.appendConstructedNode(identifier: .sequence) { request in
      request.serializeRawBytes(info)
      request.serializeRawBytes(algorithm.algorithmIdentifier)
      request.appendPrimitiveNode(identifier: .bitString) { content in
        content.append(0)
        content.append(contentsOf: signature)
      }
    }
    derBytes = serializer.serializedBytes
  }

  /// `-----BEGIN CERTIFICATE REQUEST-----` (RFC 7468 §7).
  package var pemText: String {
    PEMDocument(type: "CERTIFICATE REQUEST", derBytes: derBytes).pemString + "\n"
  }

  /// The CertificationRequestInfo (RFC 2986 §4.1).
  private static func info(subject: EncodedName, publicKey: Certificate.PublicKey) -> [UInt8] {
    var serializer = DER.Serializer()
    serializer.appendConstructedNode(identifier: .sequence) { info in
      // Version 1 is written 0.
      info.appendPrimitiveNode(identifier: .integer) { $0.append(0) }
      info.serializeRawBytes(subject.derBytes)
      info.serializeRawBytes(publicKey.subjectPublicKeyInfo)
      // The attributes are not optional, though there are none.
      info.appendConstructedNode(
        identifier: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
      ) { _ in }
    }
    return serializer.serializedBytes
  }
}

extension Certificate.PublicKey {
  /// `-----BEGIN PUBLIC KEY-----` (RFC 7468 §13).
  package var pemText: String {
    PEMDocument(type: "PUBLIC KEY", derBytes: subjectPublicKeyInfo).pemString + "\n"
  }
}
