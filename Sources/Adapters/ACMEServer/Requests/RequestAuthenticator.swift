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

  func authenticate(_ request: Request) async throws -> SignedRequest {
    try requireContentType(of: request)
    let signature = try JSONWebSignature(parsing: try await body(of: request))
    try signature.requireURL(urls.requested(path: request.uri.string))
    try nonces.redeem(signature.nonce)
    switch signature.keyReference {
    case .key(let key):
      try signature.verify(with: key)
      return SignedRequest(author: .key(key), payload: signature.payload)
    case .account(let url):
      guard let id = urls.account(at: url) else { throw RequestError.unknownAccountURL(url) }
      let account = try await accounts.account(id)
      try signature.verify(with: JSONWebKey(parsing: account.key))
      return SignedRequest(author: .account(account), payload: signature.payload)
    }
  }

  private func requireContentType(of request: Request) throws(RequestError) {
    let value = request.headers[.contentType]
    // Parameters after a semicolon change nothing about this media type.
    let mediaType = value?.split(separator: ";").first?.trimmingPrefix { $0 == " " }
    guard mediaType?.lowercased() == ACMEJSON.requestContentType else {
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
    } catch {
      throw RequestError.bodyIncomplete
    }
    return bytes
  }
}
