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
    // In one piece, so that the loop below is compiled for one kind of collection.
    bytes.withContiguousStorageIfAvailable(encoded) ?? Array(bytes).withUnsafeBufferPointer(encoded)
  }

  private static func encoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    alphabet.withUnsafeBufferPointer { alphabet in
      Array(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text, count in
        var accumulator: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
          accumulator = accumulator << 8 | UInt32(byte)
          bitCount += 8
          while bitCount >= 6 {
            bitCount -= 6
            text[count] = alphabet[Int(accumulator >> bitCount & 63)]
            count += 1
          }
        }
        if bitCount > 0 {
          text[count] = alphabet[Int(accumulator << (6 - bitCount) & 63)]
          count += 1
        }
      }
    }
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
    var leftOver: UInt32 = 0
    // All bits of all characters: a foreign one shows in them, and is looked for only then.
    var seen: UInt8 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { bytes, count in
      (seen, leftOver) = text.withUnsafeBufferPointer { text in
        sextets.withUnsafeBufferPointer { decode(text, by: $0, into: bytes, &count) }
      }
    }
    guard seen & foreign == 0 else {
      let offset = text.enumerated().first { sextets[Int($0.element)] == foreign }
      throw offset?.element == UInt8(ascii: "=")
        ? .padding : .foreignCharacter(offset: offset?.offset ?? 0)
    }
    guard leftOver == 0 else { throw .trailingBits }
    return bytes
  }

  /// - Returns: The bits that any character had, and those of the last one that no byte uses.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, by sextets: UnsafeBufferPointer<UInt8>,
    into bytes: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) -> (seen: UInt8, leftOver: UInt32) {
    var seen: UInt8 = 0
    var accumulator: UInt32 = 0
    var bitCount: UInt32 = 0
    for character in text {
      let sextet = sextets[Int(character)]
      seen |= sextet
      accumulator = accumulator << 6 | UInt32(sextet)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes[count] = UInt8(truncatingIfNeeded: accumulator >> bitCount)
        count += 1
      }
    }
    return (seen, accumulator & (1 << bitCount - 1))
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Stands for a character outside of the alphabet: no six bits are that many.
  private static let foreign: UInt8 = 0x80

  /// What each character stands for.
  private static let sextets: [UInt8] = {
    var sextets = [UInt8](repeating: foreign, count: 256)
    for (sextet, character) in alphabet.enumerated() { sextets[Int(character)] = UInt8(sextet) }
    return sextets
  }()
}
