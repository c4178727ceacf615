internal import Crypto
internal import Synchronization

/// Issues replay nonces and redeems each at most once, without storage.
///
/// The text is a number of a ``NonceWindow`` and a MAC over it, under a key that lives as long as the
/// process. A forged text fails at the MAC and never touches the window; after a restart all are unknown,
/// and clients repeat their request with a fresh one (RFC 8555 §6.5).
package final class ReplayNonces: Sendable {
  private static let numberByteCount = 8
  private static let macByteCount = 16
  private static let byteCount = numberByteCount + macByteCount

  /// Has taken in the key, which is half of the work for a message as short as a number.
  private let keyed = HMAC<SHA256>(key: SymmetricKey(size: .bits256))
  private let window: Mutex<NonceWindow>

  package init(capacity: Int = NonceWindow.defaultCapacity) {
    self.window = Mutex(NonceWindow(startingAfter: .random(in: .min ... .max), capacity: capacity))
  }

  /// A fresh nonce: 32 characters of base64url.
  package func issue() -> String {
    let number = window.withLock { $0.issue() }
    return withUnsafeBytes(of: number.bigEndian) { number in
      withMAC(over: number) { mac in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        bytes.append(contentsOf: number)
        bytes.append(contentsOf: mac)
        return Base64URL.encode(bytes)
      }
    }
  }

  /// Redeems a replay nonce, at most once, from whichever thread comes first.
  ///
  /// - Throws: ``NonceError/unknown`` when never issued, spent or expired.
  /// - Note: RFC 8555 §6.5.
  package func redeem(_ text: String) throws(NonceError) {
    guard let bytes = try? Base64URL.decode(text), bytes.count == Self.byteCount else {
      throw .unknown
    }
    let isOurs = bytes.withUnsafeBytes { bytes in
      withMAC(over: UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.numberByteCount))) { mac in
        Self.areEqual(mac, bytes.suffix(Self.macByteCount))
      }
    }
    guard isOurs else { throw .unknown }
    let number = bytes.prefix(Self.numberByteCount).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard window.withLock({ $0.redeem(number) }) else { throw .unknown }
  }

  private func withMAC<Result>(
    over bytes: UnsafeRawBufferPointer, _ use: (Slice<UnsafeRawBufferPointer>) -> Result
  ) -> Result {
    var code = keyed
    code.update(data: bytes)
    return code.finalize().withUnsafeBytes { use($0.prefix(Self.macByteCount)) }
  }

  /// Takes the same time wherever the two differ, so a MAC cannot be guessed byte by byte.
  private static func areEqual(
    _ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
