extension JSONWebSignature {
  /// The request that `body` holds.
  ///
  /// - Throws: ``JWSError``, whose text names the field at fault.
  package init(parsing body: [UInt8]) throws(JWSError) {
    let envelope = try JSONObject(body[...], field: "body")
    // RFC 8555 §6.2: no unprotected header, one signature.
    for name in ["header", "signatures"] where envelope[name] != nil {
      throw .malformed(
        field: name, reason: "is not allowed: use the flattened form, with all in 'protected'")
    }
    let protectedText = try envelope.requiredText("protected")
    let payloadText = try envelope.requiredText("payload")
    let signature = try envelope.requiredBytes("signature")
    let header = try JSONObject(envelope.requiredBytes("protected")[...], field: "protected")

    // RFC 7515 §4.1.11 and RFC 7797: what must be understood but is not, must be refused.
    for name in ["crit", "b64"] where header[name] != nil {
      throw .malformed(field: name, reason: "is not allowed: this server knows no JWS extension")
    }
    self.algorithm = try header.algorithm()
    self.nonce = try header.nonce()
    self.url = try header.requiredString("url")
    self.keyReference = try header.keyReference()
    self.payload = try envelope.requiredBytes("payload")
    self.signature = signature
    self.signingInput = [UInt8](protectedText) + [UInt8(ascii: ".")] + payloadText
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
    let text = try requiredText(name)
    do {
      return try Base64URL.decode(text)
    } catch {
      throw .malformed(field: name, reason: error.description)
    }
  }

  fileprivate func algorithm() throws(JWSError) -> JWSAlgorithm {
    let name = try requiredString("alg")
    guard let algorithm = JWSAlgorithm(rawValue: name) else { throw .badSignatureAlgorithm(name) }
    return algorithm
  }

  /// RFC 8555 §6.5.2: a nonce that is not base64url makes the request malformed, not replayed; one that
  /// is not there is a bad one (§6.5).
  fileprivate func nonce() throws(JWSError) -> String {
    guard self["nonce"] != nil else { throw .missingNonce }
    let nonce = try requiredString("nonce")
    _ = try requiredBytes("nonce")
    return nonce
  }

  fileprivate func keyReference() throws(JWSError) -> JSONWebSignature.KeyReference {
    switch (self["jwk"], self["kid"]) {
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
      return .account(try requiredString("kid"))
    }
  }
}
