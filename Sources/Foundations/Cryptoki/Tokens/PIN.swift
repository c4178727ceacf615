import Glibc

/// A PIN, which nobody is shown.
///
/// Its memory is cleared when the last holder lets go (law 10).
package final class PIN: Sendable {
  // Written by `init` and `deinit` alone.
  private nonisolated(unsafe) let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Takes a PIN as the token's documentation spells it, as `1234` or `user:password`.
  package init(_ bytes: some Collection<UInt8>) {
    self.bytes = .allocate(capacity: bytes.count)
    _ = self.bytes.initialize(from: bytes)
  }

  package convenience init(_ text: String) {
    self.init(text.utf8)
  }

  /// Takes the contents of a PIN file, without the line end that editors leave there.
  package convenience init(fileContents: some BidirectionalCollection<UInt8>) {
    var rest = fileContents[...]
    while let last = rest.last, last == 0x0a || last == 0x0d { rest = rest.dropLast() }
    self.init(rest)
  }

  deinit {
    if let address = bytes.baseAddress { explicit_bzero(address, bytes.count) }
    bytes.deallocate()
  }

  /// The number of bytes.
  package var count: Int { bytes.count }

  /// Lends the bytes to a call of the module.
  func withBytes<Result>(_ body: (UnsafeMutablePointer<UInt8>?, UInt) -> Result) -> Result {
    body(bytes.baseAddress, UInt(bytes.count))
  }
}

extension PIN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "PIN(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension PIN {
  /// What may be told of a PIN without giving it away.
  struct Facts {
    let count: Int
    /// The bytes before and after the first colon.
    let countsAroundColon: (before: Int, after: Int)?
    let startsWithFourHexadecimalDigits: Bool
  }

  var facts: Facts {
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    return Facts(
      count: count, countsAroundColon: colon.map { ($0, count - $0 - 1) },
      startsWithFourHexadecimalDigits: count >= 4
        && bytes.prefix(4).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit })
  }
}
