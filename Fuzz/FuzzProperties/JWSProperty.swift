import ACMEProtocol

/// What is taken for a signed request says just what a second reader finds in it, and is taken again.
enum JWSProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    try checkBody(bytes)
    // Mutations hardly survive base64url, so the parts are wrapped too: header, a zero, the payload.
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    try checkBody(body(protected: parts[0], payload: parts.dropFirst().first ?? []))
  }

  private static func body(
    protected: ArraySlice<UInt8>, payload: ArraySlice<UInt8>
  ) -> [UInt8] {
    let signature = Base64URL.encode([UInt8](repeating: 1, count: 64))
    return Array(
      """
      {"payload":"\(Base64URL.encode(payload))","protected":"\(Base64URL.encode(protected))",\
      "signature":"\(signature)"}
      """.utf8)
  }

  private static func checkBody(_ bytes: [UInt8]) throws(Violation) {
    guard let request = try? JSONWebSignature(parsing: bytes) else { return }
    guard let (envelope, header) = try secondReading(of: bytes) else { return }
    guard let payloadText = envelope["payload"] as? String else {
      throw Violation("Foundation finds no payload")
    }
    try require(Base64URL.encode(request.payload) == payloadText, "the payload differs")
    try require(request.isPOSTAsGET == payloadText.isEmpty, "POST-as-GET is told differently")
    try require(isSame(request.algorithm.rawValue, header["alg"]), "alg differs")
    try require(isSame(request.url, header["url"]), "url differs")
    try require(isSame(request.nonce, header["nonce"]), "nonce differs")
    try require(envelope["header"] == nil, "an unprotected header is taken")
    try require(header["crit"] == nil && header["b64"] == nil, "an extension is taken")
    switch request.keyReference {
    case .account(let url):
      try require(isSame(url, header["kid"]) && header["jwk"] == nil, "kid differs")
    case .key(let key):
      guard let jwk = header["jwk"] as? [String: Any], header["kid"] == nil else {
        throw Violation("jwk differs")
      }
      try KeyProperty.compare(key, jwk)
    }
    // The signature was never made: nothing may verify, and nothing may crash.
    if case .key(let key) = request.keyReference, key.algorithm == request.algorithm {
      try require((try? request.verify(with: key)) == nil, "a signature of ones verifies")
    }
  }

  /// The body and its protected header; nil where numbers keep Foundation from reading them.
  private static func secondReading(
    of bytes: [UInt8]
  ) throws(Violation) -> ([String: Any], [String: Any])? {
    switch SecondReader.read(bytes) {
    case .hugeNumber: return nil
    case .refused: throw Violation("Foundation finds no body")
    case .object(let envelope):
      guard let text = envelope["protected"] as? String,
        let protected = try? Base64URL.decode(text)
      else { throw Violation("Foundation finds no protected header") }
      switch SecondReader.read(protected) {
      case .hugeNumber: return nil
      case .refused: throw Violation("Foundation can't read the protected header")
      case .object(let header): return (envelope, header)
      }
    }
  }

  /// Whether they are the same bytes; Swift's `==` also unites what Unicode finds equivalent.
  static func isSame(_ text: String, _ other: Any?) -> Bool {
    guard let other = other as? String else { return false }
    return text.utf8.elementsEqual(other.utf8)
  }
}
