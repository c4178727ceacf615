import ACMEProtocol
import Foundation

/// What is decoded has one text alone, and Foundation's decoder reads that text alike.
enum Base64URLProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let text = Base64URL.encode(bytes)
    guard let decoded = try? Base64URL.decode(text) else {
      throw Violation("what was encoded is refused: \(text)")
    }
    try require(decoded == bytes, "\(bytes) came back as \(decoded)")

    guard let decoded = try? Base64URL.decode(bytes[...]) else { return }
    try require(
      Base64URL.encodedBytes(decoded) == bytes, "a second text of \(decoded) is taken: \(bytes)")
    try require(foundation(bytes) == decoded, "Foundation reads \(bytes) differently")
    let token = String(decoding: bytes, as: UTF8.self)
    if let parsed = ChallengeToken(parsing: token) {
      try require(parsed.text == token, "the token \(token) changed")
      try require(
        decoded.count >= ChallengeToken.leastByteCount, "a short token is taken: \(token)")
    }
  }

  private static func foundation(_ text: [UInt8]) -> [UInt8]? {
    var plain = text.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    plain += Array(repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: Data(plain)).map(Array.init)
  }
}
