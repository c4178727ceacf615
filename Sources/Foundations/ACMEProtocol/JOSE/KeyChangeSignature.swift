/// The JWS inside a key change, by which the holder of the new key asks for the account.
///
/// A value of this type is a proof: whoever made it holds the new key.
///
/// - Note: RFC 8555 §7.3.5.
package struct KeyChangeSignature: Sendable {
  package let newKey: JSONWebKey
  /// The URL that was signed, to be compared with that of the JWS outside.
  package let url: String
  package let payload: [UInt8]

  /// The JWS that the payload of a key change holds, verified with the key that it brings along.
  ///
  /// - Throws: ``KeyChangeError/innerSignature(_:)``, whose text names the field at fault.
  package init(parsing body: [UInt8]) throws(KeyChangeError) {
    do throws(JWSError) {
      let envelope = try JWSEnvelope(parsing: body)
      try envelope.requireNoExtension()
      guard envelope.header["nonce"] == nil else {
        throw .malformed(field: "nonce", reason: "is not allowed here: only the JWS outside has it")
      }
      let algorithm = try envelope.algorithm
      url = try envelope.url
      guard case .key(let key) = try envelope.keyReference else {
        throw .malformed(field: "protected", reason: "has 'kid' where the new key's 'jwk' is due")
      }
      newKey = key
      payload = try envelope.decodedPayload
      try envelope.verify(with: key, signedBy: algorithm)
    } catch {
      throw .innerSignature(error)
    }
  }
}
