/// A JWS taken out of its JSON: its parts are there, and nobody has looked at what they say.
///
/// It comes apart before it is judged, so that the nonce of a request that is refused for any other
/// reason is spent all the same (RFC 8555 §6.5).
///
/// Members of the protected header that ACME has no use for, such as `x5c`, `jku` and `typ`, are passed
/// over (RFC 7515 §4): a key is never taken from anywhere but `jwk` and the account, and nothing is
/// fetched.
///
/// - Note: RFC 7515 §7.2.2, RFC 8555 §6.2.
package struct JWSEnvelope: Sendable {
  let header: JSONObject
  private let payload: ArraySlice<UInt8>
  private let signature: [UInt8]
  /// What was signed: both texts as they came, with a dot between (RFC 7515 §5.1).
  private let signingInput: [UInt8]

  /// The JWS that `body` holds.
  ///
  /// - Throws: ``JWSError``, whose text names the field at fault.
  package init(parsing body: [UInt8]) throws(JWSError) {
    let envelope = try JSONObject(body[...], field: "body")
    // RFC 8555 §6.2: no unprotected header, one signature.
    for name in ["header", "signatures"] where envelope[name] != nil {
      throw .malformed(
        field: name, reason: "is not allowed: use the flattened form, with all in 'protected'")
    }
    let protected = try envelope.requiredText("protected")
    payload = try envelope.requiredText("payload")
    signature = try envelope.requiredBytes("signature")
    header = try JSONObject(envelope.requiredBytes("protected")[...], field: "protected")
    signingInput = [UInt8](protected) + [UInt8(ascii: ".")] + payload
  }

  /// The replay nonce.
  ///
  /// - Note: RFC 8555 §6.5.2: one that is not base64url makes the request malformed, not replayed; one
  ///   that is not there is a bad one (§6.5).
  package var nonce: String {
    get throws(JWSError) {
      guard header["nonce"] != nil else { throw .missingNonce }
      let nonce = try header.requiredString("nonce")
      _ = try header.requiredBytes("nonce")
      return nonce
    }
  }

  /// The URL that the client signed.
  var url: String {
    get throws(JWSError) { try header.requiredString("url") }
  }

  var algorithm: JWSAlgorithm {
    get throws(JWSError) {
      let name = try header.requiredString("alg")
      guard let algorithm = JWSAlgorithm(rawValue: name) else { throw .badSignatureAlgorithm(name) }
      return algorithm
    }
  }

  var keyReference: JSONWebSignature.KeyReference {
    get throws(JWSError) {
      switch (header["jwk"], header["kid"]) {
      case (nil, nil):
        throw .malformed(
          field: "protected", reason: "names no key: add 'kid', or 'jwk' for a new account")
      case (.some, .some):
        throw .malformed(field: "protected", reason: "has both 'jwk' and 'kid': choose one")
      case (.object(let object), nil):
        do {
          return .key(try JSONWebKey(object))
        } catch {
          throw .badPublicKey(error)
        }
      case (.some, nil):
        throw .malformed(field: "jwk", reason: "is not an object")
      case (nil, .some):
        return .account(try header.requiredString("kid"))
      }
    }
  }

  /// The payload's bytes.
  var decodedPayload: [UInt8] {
    get throws(JWSError) { try JSONObject.bytes(of: payload, in: "payload") }
  }

  /// Refuses what must be understood but is not (RFC 7515 §4.1.11, RFC 7797 §6).
  func requireNoExtension() throws(JWSError) {
    for name in ["crit", "b64"] where header[name] != nil {
      throw .malformed(field: name, reason: "is not allowed: this server knows no JWS extension")
    }
  }

  /// Checks the signature, by the one algorithm that fits the key.
  func verify(with key: JSONWebKey, signedBy algorithm: JWSAlgorithm) throws(JWSError) {
    guard key.algorithm == algorithm else { throw .badSignatureAlgorithm(algorithm.rawValue) }
    guard key.isValidSignature(signature, for: signingInput) else { throw .invalidSignature }
  }
}

extension JSONObject {
  fileprivate init(_ bytes: ArraySlice<UInt8>, field: String) throws(JWSError) {
    do {
      try self.init(scanning: bytes)
    } catch {
      throw .malformed(field: field, reason: error.description)
    }
  }

  fileprivate func requiredText(_ name: String) throws(JWSError) -> ArraySlice<UInt8> {
    guard let value = self[name] else { throw .malformed(field: name, reason: "is missing") }
    guard case .string(let text) = value else {
      throw .malformed(field: name, reason: "is not a string")
    }
    return text
  }

  fileprivate func requiredString(_ name: String) throws(JWSError) -> String {
    let text = try requiredText(name)
    guard !text.isEmpty else { throw .malformed(field: name, reason: "is empty") }
    return String(decoding: text, as: UTF8.self)
  }

  fileprivate func requiredBytes(_ name: String) throws(JWSError) -> [UInt8] {
    try Self.bytes(of: try requiredText(name), in: name)
  }

  fileprivate static func bytes(
    of text: ArraySlice<UInt8>, in field: String
  ) throws(JWSError) -> [UInt8] {
    do {
      return try Base64URL.decode(text)
    } catch {
      throw .malformed(field: field, reason: error.description)
    }
  }
}
