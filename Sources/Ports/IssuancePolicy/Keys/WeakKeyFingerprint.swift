internal import Crypto

/// The last 80 bits of a hash of an RSA key, as Debian's lists of weak keys name keys.
///
/// There are two kinds of list, and no line tells its kind, so a key is looked up by both hashes:
/// `openssl-blacklist` takes the SHA-1 of what `openssl rsa -noout -modulus` prints,
/// `openssh-blacklist` the MD5 fingerprint that `ssh-keygen -l` used to show.
struct WeakKeyFingerprint: Sendable, Hashable {
  private let high: UInt16
  private let low: UInt64

  /// Reads 20 hexadecimal digits.
  init?(_ text: some Collection<UInt8>) {
    guard text.count == 20 else { return nil }
    var high: UInt16 = 0
    var low: UInt64 = 0
    for octet in text {
      guard let digit = Character(UnicodeScalar(octet)).hexDigitValue else { return nil }
      high = high << 4 | UInt16(truncatingIfNeeded: low >> 60)
      low = low << 4 | UInt64(digit)
    }
    self.high = high
    self.low = low
  }

  private init(endOf hash: some Sequence<UInt8>) {
    let octets = Array(hash).suffix(10)
    high = octets.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
    low = octets.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A key's fingerprint of each kind.
  static func all(of key: RSANumbers) -> [WeakKeyFingerprint] { [openSSL(key), openSSH(key)] }

  private static func openSSL(_ key: RSANumbers) -> WeakKeyFingerprint {
    let digits = Array("0123456789ABCDEF".utf8)
    var text = Array("Modulus=".utf8)
    for octet in key.modulus {
      text.append(digits[Int(octet >> 4)])
      text.append(digits[Int(octet & 15)])
    }
    text.append(UInt8(ascii: "\n"))
    return WeakKeyFingerprint(endOf: Insecure.SHA1.hash(data: text))
  }

  /// Over the key as SSH writes it: type, exponent, modulus (RFC 4253 §6.6, RFC 4251 §5).
  private static func openSSH(_ key: RSANumbers) -> WeakKeyFingerprint {
    let exponent = withUnsafeBytes(of: key.exponent.bigEndian) { Array($0.drop { $0 == 0 }) }
    var text: [UInt8] = []
    for field in [Array("ssh-rsa".utf8), integer(exponent[...]), integer(key.modulus)] {
      withUnsafeBytes(of: UInt32(field.count).bigEndian) { text += $0 }
      text += field
    }
    return WeakKeyFingerprint(endOf: Insecure.MD5.hash(data: text))
  }

  private static func integer(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
    let isHigh = magnitude.first.map { $0 & 0x80 != 0 } ?? false
    return (isHigh ? [0] : []) + magnitude
  }
}
