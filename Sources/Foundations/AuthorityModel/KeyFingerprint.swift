internal import Crypto

/// The SHA-256 of a key's SubjectPublicKeyInfo, by which a public key is known wherever it turns up:
/// in certificates, requests and accounts.
package struct KeyFingerprint: Sendable, Hashable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package static let byteCount = 32

  /// - Parameter derBytes: DER of the SubjectPublicKeyInfo, in the one form that this CA certifies.
  package init(ofSubjectPublicKeyInfo derBytes: [UInt8]) {
    bytes = Array(SHA256.hash(data: derBytes))
  }

  /// Nil unless there are 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// The fingerprint that 64 hexadecimal digits name; nil for other text.
  package init?(text: some StringProtocol) {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == Self.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[place], let low = digits[place + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    self.bytes = bytes
  }
}

extension KeyFingerprint: CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xf)]] }, as: UTF8.self)
  }
}
