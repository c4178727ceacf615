import ACMEProtocol
import HummingbirdTesting

/// One who asks for certificates: a key, and the account's URL once there is one.
struct Applicant: Sendable {
  let client: any TestClientProtocol
  var signer: JWSSigner
  var account: String?

  /// Somebody without an account.
  init(client: any TestClientProtocol) throws {
    self.client = client
    signer = try JWSSigner()
  }

  /// Somebody who has registered.
  init(registeredWith client: any TestClientProtocol) async throws {
    try self.init(client: client)
    let answer = try await post(#"{"termsOfServiceAgreed":true}"#, to: "/acme/new-account")
    guard answer.status == 201, let url = answer["Location"] else { throw UnexpectedAnswer(answer) }
    account = url
  }

  /// The header that a request to this path should have.
  func header(for path: String) async throws -> ProtectedHeader {
    var header = ProtectedHeader(members: [:])
    header["alg"] = "ES256"
    header["nonce"] = try await client.nonce()
    header["url"] = TestAuthority.externalURL + path
    if let account {
      header["kid"] = account
    } else {
      header.members["jwk"] = String(decoding: signer.publicKey.canonicalJSON, as: UTF8.self)
    }
    return header
  }

  /// A signed request; an empty payload makes it a POST-as-GET.
  func request(
    _ payload: String = "", to path: String,
    changing change: (inout ProtectedHeader) -> Void = { _ in }
  ) async throws -> RawRequest {
    var header = try await header(for: path)
    change(&header)
    return RawRequest(
      path: path,
      body: try signer.body(protected: header.bytes, payload: Array(payload.utf8)))
  }

  /// A request with any bytes for its protected header and its payload, signed all the same.
  func request(
    to path: String, payload: [UInt8] = [], rawHeader header: (_ nonce: String) -> [UInt8]
  ) async throws -> RawRequest {
    RawRequest(
      path: path,
      body: try signer.body(protected: header(try await client.nonce()), payload: payload))
  }

  func post(_ payload: String = "", to path: String) async throws -> Answer {
    try await client.send(try await request(payload, to: path))
  }

  /// Reads or changes what a URL of the server's names.
  func post(_ payload: String = "", at url: String) async throws -> Answer {
    guard url.hasPrefix(TestAuthority.externalURL) else { throw ForeignURL(url: url) }
    return try await post(payload, to: String(url.dropFirst(TestAuthority.externalURL.count)))
  }

  struct ForeignURL: Error {
    let url: String
  }
}
