internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Hummingbird
internal import Registration

/// Finds out who sent a POST, and that it was sent once, to this URL.
///
/// - Note: RFC 8555 §6.2 to §6.5.
struct RequestAuthenticator: Sendable {
  static let bodyLimitInBytes = 64 * 1024

  let accounts: AccountRegistry
  let nonces: ReplayNonces
  let urls: ResourceURLs
  private let keys = AccountKeys()

  init(accounts: AccountRegistry, nonces: ReplayNonces, urls: ResourceURLs) {
    self.accounts = accounts
    self.nonces = nonces
    self.urls = urls
  }

  func authenticate(_ request: Request) async throws -> SignedRequest {
    try requireContentType(of: request)
    let envelope = try JWSEnvelope(parsing: try await body(of: request))
    // Spent whatever else may be wrong with the request (RFC 8555 §6.5).
    try nonces.redeem(try envelope.nonce)
    let signature = try JSONWebSignature(envelope)
    try signature.requireURL(urls.requested(path: request.uri.string))
    switch signature.keyReference {
    case .key(let key):
      try signature.verify(with: key)
      return SignedRequest(author: .key(key), url: signature.url, payload: signature.payload)
    case .account(let url):
      guard let id = urls.account(at: url) else { throw RequestError.unknownAccountURL(url) }
      let account = try await account(id, at: url)
      try signature.verify(with: keys.key(of: account))
      return SignedRequest(
        author: .account(account), url: signature.url, payload: signature.payload)
    }
  }

  private func account(_ id: AccountID, at url: String) async throws -> Account {
    do {
      return try await accounts.account(id)
    } catch RegistrationError.accountDoesNotExist {
      throw RequestError.unknownAccountURL(url)
    }
  }

  private func requireContentType(of request: Request) throws(RequestError) {
    let value = request.headers[.contentType]
    if value == ACMEJSON.requestContentType { return }
    // Parameters after a semicolon change nothing about this media type; blanks may stand around it
    // (RFC 9110 §5.6.6).
    let words = value?.prefix { $0 != ";" }.split { $0 == " " || $0 == "\t" } ?? []
    guard words.count == 1, words[0].lowercased() == ACMEJSON.requestContentType else {
      throw .contentType(value)
    }
  }

  private func body(of request: Request) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }),
      length > Self.bodyLimitInBytes
    {
      throw RequestError.bodyTooLarge(limitInBytes: Self.bodyLimitInBytes)
    }
    var bytes: [UInt8] = []
    do {
      for try await chunk in request.body {
        guard bytes.count + chunk.readableBytes <= Self.bodyLimitInBytes else {
          throw RequestError.bodyTooLarge(limitInBytes: Self.bodyLimitInBytes)
        }
        bytes.append(contentsOf: chunk.readableBytesView)
      }
    } catch let error as RequestError {
      throw error
    } catch is RequestInHand.BodyTooSlow {
      throw RequestError.bodyTooSlow
    } catch {
      throw RequestError.bodyIncomplete
    }
    RequestInHand.current?.bodyCame()
    return bytes
  }
}
