import ACMEProtocol

/// A key change as it should be, to be spoilt part by part (RFC 8555 §7.3.5).
struct KeyChange: Sendable {
  static let path = "/acme/key-change"

  /// Whose key is to change.
  let applicant: Applicant
  /// Who holds the new key.
  var successor: JWSSigner
  /// Who signs the inner JWS.
  var innerSigner: JWSSigner
  var header: ProtectedHeader
  /// The members of the key-change object.
  var object: ProtectedHeader

  init(of applicant: Applicant, to successor: JWSSigner) {
    self.applicant = applicant
    self.successor = successor
    innerSigner = successor
    header = ProtectedHeader(members: [:])
    header["alg"] = successor.publicKey.algorithm.rawValue
    header["url"] = TestAuthority.externalURL + Self.path
    header.members["jwk"] = String(decoding: successor.publicKey.canonicalJSON, as: UTF8.self)
    object = ProtectedHeader(members: [:])
    object["account"] = applicant.account
    object.members["oldKey"] = String(
      decoding: applicant.signer.publicKey.canonicalJSON, as: UTF8.self)
  }

  /// The inner JWS.
  var inner: [UInt8] {
    get throws { try innerSigner.body(protected: header.bytes, payload: object.bytes) }
  }

  /// The request, as the account's present key signs it.
  var request: RawRequest {
    get async throws {
      try await applicant.request(String(decoding: inner, as: UTF8.self), to: Self.path)
    }
  }
}
