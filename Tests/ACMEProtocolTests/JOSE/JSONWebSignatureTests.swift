import Conformance
import ACMEProtocol
import Crypto
import CryptoExtras
import Testing

@Suite struct JSONWebSignatureTests {
  private static let url = "https://ca.example/acme/new-order"

  @Test(arguments: ForeignVectors.all)
  func aForeignRequestVerifies(vector: ForeignVectors.Vector) throws {
    let request = try JSONWebSignature(parsing: Array(vector.body.utf8))
    guard case .key(let key) = request.keyReference else {
      Issue.record("the request carries a key")
      return
    }
    try request.verify(with: key)
    try request.requireURL(ForeignVectors.url)
    #expect(request.algorithm.rawValue == vector.algorithm)
    #expect(request.nonce == ForeignVectors.nonce)
    #expect(request.payload == Array(ForeignVectors.payload.utf8))
    #expect(key.thumbprintText == vector.thumbprint)
  }

  @Test(.holds("8555/6.2/es256", "8555/6.2/eddsa"), arguments: JWSAlgorithm.allCases)
  func whatIsSignedVerifies(algorithm: JWSAlgorithm) throws {
    let signer = try JWSSigner(key: .random(for: algorithm))
    let body = try signer.request(
      to: Self.url, nonce: "bm9uY2U", payload: Array("{}".utf8), account: "https://ca.example/1")
    let request = try JSONWebSignature(parsing: body)
    #expect(request.algorithm == algorithm)
    #expect(request.keyReference == .account("https://ca.example/1"))
    #expect(!request.isPOSTAsGET)
    try request.verify(with: signer.publicKey)

    let stranger = try JWSSigner(key: .random(for: algorithm))
    #expect(throws: JWSError.invalidSignature) { try request.verify(with: stranger.publicKey) }
  }

  @Test func anEmptyPayloadIsPOSTAsGET() throws {
    let signer = try JWSSigner()
    let request = try JSONWebSignature(parsing: signer.request(to: Self.url, nonce: "bm9uY2U"))
    #expect(request.isPOSTAsGET)
    #expect(request.keyReference == .key(signer.publicKey))
    try request.verify(with: signer.publicKey)
  }

  @Test func theKeyDecidesTheAlgorithm() throws {
    let signer = try JWSSigner()
    let request = try JSONWebSignature(parsing: signer.request(to: Self.url, nonce: "bm9uY2U"))
    for algorithm in JWSAlgorithm.allCases where algorithm != .es256 {
      let other = try JWSSigner(key: .random(for: algorithm))
      #expect(throws: JWSError.badSignatureAlgorithm("ES256")) {
        try request.verify(with: other.publicKey)
      }
    }
  }

  @Test(.holds("8555/6.4/url-as-string")) func anotherURLIsUnauthorized() throws {
    let request = try JSONWebSignature(parsing: JWSSigner().request(to: Self.url, nonce: "AA"))
    let requested = Self.url + "/"
    #expect(throws: JWSError.wrongURL(signed: Self.url, requested: requested)) {
      try request.requireURL(requested)
    }
    #expect(JWSError.wrongURL(signed: "a", requested: "b").problemType == .unauthorized)
    // Equivalent to Unicode, and to Swift's ==: still another URL.
    let kelvin = try JSONWebSignature(parsing: JWSSigner().request(to: "\u{212A}", nonce: "AA"))
    #expect(throws: JWSError.self) { try kelvin.requireURL("K") }
  }

  @Test func escapesInStringsAreRead() throws {
    let signer = try JWSSigner()
    let header = #"""
      { "alg" : "\u0045S256", "nonce":"AA", "ur\u006c":"https:\/\/ca.example\/\ud83d\ude00",
        "kid":"k", "typ": [1, -2.5e+3, 0, {"a": null}, true, false, []], "x": {} }
      """#
    let request = try JSONWebSignature(
      parsing: signer.body(protected: Array(header.utf8), payload: []))
    #expect(request.url == "https://ca.example/😀")
    try request.verify(with: signer.publicKey)
  }

  @Test func anUnsupportedAlgorithmIsAnsweredWithTheSupportedOnes() {
    let problem = JWSError.badSignatureAlgorithm("HS256").problem
    #expect(problem.problemType == .badSignatureAlgorithm)
    #expect(problem.algorithms == ["ES256", "ES384", "RS256", "EdDSA"])
    #expect(problem.status == 400)
  }

  @Test(
    .holds(
      "8555/5/utf-8", "8555/6.2/flattened", "8555/6.2/encoded-payload",
      "8555/6.2/protected-header-only", "8555/6.2/one-signature", "8555/6.2/payload-attached",
      "8555/6.2/algorithm-is-a-signature", "8555/6.2/jwk-or-kid", "8555/6.4.1/url-protected",
      "8555/6.5.2/nonce-protected", "8555/6.5.2/nonce-malformed"), arguments: BadRequests.all)
  func aBadRequestIsRefusedByName(bad: BadRequests.BadRequest) throws {
    let error = try #require(throws: JWSError.self) { try JSONWebSignature(parsing: bad.body) }
    #expect(error.problemType == bad.problem)
    #expect(error.description.contains(bad.mention), "\(error)")
  }

  /// Law 11: whatever byte is changed or cut off, the request fails or says what was signed.
  @Test func noChangedByteMakesAnotherRequest() throws {
    let signer = try JWSSigner()
    let payload = Array(#"{"identifiers":[]}"#.utf8)
    let body = try signer.request(to: Self.url, nonce: "bm9uY2U", payload: payload)
    for index in body.indices {
      #expect(throws: JWSError.self) { try JSONWebSignature(parsing: Array(body[..<index])) }
      for byte in [body[index] ^ 1, body[index] ^ 0x20, 0, 0xFF, UInt8(ascii: "\"")]
      where byte != body[index] {
        var changed = body
        changed[index] = byte
        guard let request = try? JSONWebSignature(parsing: changed),
          (try? request.verify(with: signer.publicKey)) != nil
        else { continue }
        #expect(request.payload == payload)
        #expect(request.url == Self.url)
      }
    }
  }
}

extension AccountKey {
  static func random(for algorithm: JWSAlgorithm) throws -> AccountKey {
    switch algorithm {
    case .es256: .p256(P256.Signing.PrivateKey())
    case .es384: .p384(P384.Signing.PrivateKey())
    case .rs256: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
    case .edDSA: .ed25519(Curve25519.Signing.PrivateKey())
    }
  }
}
