/// Base64url without padding, in its only canonical form.
///
/// JWS, tokens, nonces and CSRs all travel in it. A decoder that forgave padding, foreign characters
/// or stray trailing bits would let one value have many texts, and signatures cover texts.
///
/// - Note: RFC 4648 §5, RFC 7515 §2, RFC 8555 §6.1.
package enum Base64URL {
  /// The text of `bytes`.
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: encodedBytes(bytes), as: UTF8.self)
  }

  /// The ASCII bytes of the text of `bytes`, for those who go on building bytes.
  package static func encodedBytes(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var accumulator: UInt32 = 0
    var bitCount: UInt32 = 0
    for byte in bytes {
      accumulator = accumulator << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        text.append(character(of: UInt8(truncatingIfNeeded: accumulator >> bitCount & 63)))
      }
    }
    if bitCount > 0 {
      text.append(character(of: UInt8(truncatingIfNeeded: accumulator << (6 - bitCount) & 63)))
    }
    return text
  }

  /// The bytes that `text` stands for.
  ///
  /// - Throws: ``Base64URLError`` for a length, character or trailing bits that no encoder yields.
  package static func decode(_ text: String) throws(Base64URLError) -> [UInt8] {
    try decode(Array(text.utf8)[...])
  }

  /// The bytes that the ASCII `text` stands for.
  ///
  /// - Throws: ``Base64URLError`` for a length, character or trailing bits that no encoder yields.
  package static func decode(_ text: ArraySlice<UInt8>) throws(Base64URLError) -> [UInt8] {
    guard text.count % 4 != 1 else { throw .impossibleLength(text.count) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var accumulator: UInt32 = 0
    var bitCount: UInt32 = 0
    for (offset, character) in text.enumerated() {
      guard let sextet = sextet(of: character) else {
        throw character == UInt8(ascii: "=") ? .padding : .foreignCharacter(offset: offset)
      }
      accumulator = accumulator << 6 | UInt32(sextet)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: accumulator >> bitCount))
      }
    }
    guard accumulator & (1 << bitCount - 1) == 0 else { throw .trailingBits }
    return bytes
  }

  private static func character(of sextet: UInt8) -> UInt8 {
    switch sextet {
    case 0..<26: UInt8(ascii: "A") + sextet
    case 26..<52: UInt8(ascii: "a") + sextet - 26
    case 52..<62: UInt8(ascii: "0") + sextet - 52
    case 62: UInt8(ascii: "-")
    default: UInt8(ascii: "_")
    }
  }

  private static func sextet(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
