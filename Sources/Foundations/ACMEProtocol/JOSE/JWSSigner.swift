internal import Crypto

/// Signs requests as an ACME client does.
///
/// - Note: RFC 8555 §6.2.
package struct JWSSigner: Sendable {
  package let key: AccountKey
  package let publicKey: JSONWebKey

  package init(key: AccountKey) throws(JSONWebKeyError) {
    self.key = key
    self.publicKey = try key.publicKey
  }

  /// A signer with a fresh P-256 key, which every ACME server takes.
  package init() throws(JSONWebKeyError) {
    try self.init(key: .p256(P256.Signing.PrivateKey()))
  }

  /// The body of a request.
  ///
  /// - Parameters:
  ///   - payload: The request's JSON; empty for POST-as-GET.
  ///   - account: The account's URL, or `nil` to send the public key itself, as newAccount needs it.
  /// - Throws: What the cryptography library throws when it has no memory or no randomness.
  package func request(
    to url: String, nonce: String, payload: [UInt8] = [], account: String? = nil
  ) throws -> [UInt8] {
    let jwk = String(decoding: publicKey.canonicalJSON, as: UTF8.self)
    let reference = account.map { #""kid":\#(Self.quoted($0))"# } ?? #""jwk":\#(jwk)"#
    let header =
      #"{"alg":"\#(publicKey.algorithm.rawValue)","nonce":\#(Self.quoted(nonce)),"#
      + #""url":\#(Self.quoted(url)),\#(reference)}"#
    return try body(protected: Array(header.utf8), payload: payload)
  }

  /// The flattened serialization of any protected header, right or wrong: tests build bad ones too.
  package func body(protected: [UInt8], payload: [UInt8]) throws -> [UInt8] {
    let protectedText = Base64URL.encode(protected)
    let payloadText = Base64URL.encode(payload)
    let signature = try key.signature(for: Array("\(protectedText).\(payloadText)".utf8))
    return Array(
      #"{"protected":"\#(protectedText)","payload":"\#(payloadText)","#.utf8)
      + Array(#""signature":"\#(Base64URL.encode(signature))"}"#.utf8)
  }

  /// RFC 8259 §7: quotation mark, backslash and control characters are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        quoted += "\\\(scalar)"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default:
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
