internal import ACMEProtocol

enum ChallengeToken {
  /// 256 random bits in base64url, of which RFC 8555 §8.3 and §8.4 ask for 128.
  static func random(using generator: inout SystemRandomNumberGenerator) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for _ in 0..<4 {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return Base64URL.encode(bytes)
  }
}
