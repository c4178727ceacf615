internal import ACMEProtocol
internal import AuthorityModel
internal import Hummingbird

/// A POST whose signature, URL and nonce were found right.
struct SignedRequest: Sendable {
  /// Who signed it.
  enum Author: Sendable {
    case account(Account)
    /// A key that may not have an account yet.
    case key(JSONWebKey)
  }

  let author: Author
  /// The URL that was signed, which is the one that was requested (RFC 8555 §6.4).
  let url: String
  let payload: [UInt8]

  /// The account that signed; requests by a bare key are refused.
  var account: Account {
    get throws(RequestError) {
      guard case .account(let account) = author else {
        throw .wrongKeyReference(expected: "kid")
      }
      return account
    }
  }

  /// The key that signed; requests by an account are refused.
  var key: JSONWebKey {
    get throws(RequestError) {
      guard case .key(let key) = author else { throw .wrongKeyReference(expected: "jwk") }
      return key
    }
  }

  /// Checks that this is a POST-as-GET (RFC 8555 §6.3).
  func requireEmptyPayload() throws(RequestError) {
    guard payload.isEmpty else { throw .payloadNotEmpty }
  }

  /// The payload as the request that the resource expects.
  func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
    guard !payload.isEmpty else { throw RequestError.payloadEmpty }
    return try ACMEJSON.decodeRequest(type, from: payload)
  }
}
