internal import SwiftASN1

/// A certificate put together from bytes that were recorded and the signature over them.
package struct SignedCertificate: Sendable, Hashable {
  package let derBytes: [UInt8]

  /// Wraps the signed bytes untouched, so what was recorded is what is released.
  ///
  /// - Parameter tbs: The bytes that were signed: ``TBSCertificate/derBytes``.
  /// - Parameter algorithm: The one named within the bytes (RFC 5280 §4.1.1.2).
  /// - Parameter signature: DER of r and s for ECDSA (RFC 5758 §3.2), the plain octets for RSA.
  package init(tbs: [UInt8], algorithm: SignatureAlgorithm, signature: [UInt8]) {
    var serializer = DER.Serializer()
    serializer.appendConstructedNode(identifier: .sequence) { certificate in
      certificate.serializeRawBytes(tbs)
      certificate.serializeRawBytes(algorithm.algorithmIdentifier)
      certificate.appendPrimitiveNode(identifier: .bitString) { bytes in
        bytes.append(0)  // No unused bits.
        bytes.append(contentsOf: signature)
      }
    }
    derBytes = serializer.serializedBytes
  }
}
