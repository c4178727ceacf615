/// Why a text is not canonical, unpadded base64url.
package enum Base64URLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One character is left over after all groups of four; no bytes encode to that.
  case impossibleLength(Int)
  /// `=` is there, which RFC 8555 §6.1 forbids.
  case padding
  /// A character outside of the alphabet, at this offset.
  case foreignCharacter(offset: Int)
  /// The last character carries bits that no byte uses.
  case trailingBits

  package var description: String {
    switch self {
    case .impossibleLength(let count):
      "is not base64url: no bytes encode to \(count) characters"
    case .padding:
      "is not base64url as ACME wants it: leave the '=' padding out"
    case .foreignCharacter(let offset):
      "is not base64url: the character at offset \(offset) is not in its alphabet"
    case .trailingBits:
      "is not canonical base64url: the unused bits of the last character must be zero"
    }
  }
}
