internal import BigInt

/// What an RSA public key is: its two numbers, of a size and shape that this CA certifies.
///
/// - Note: CA/B Baseline Requirements §6.1.5, §6.1.6.
struct RSANumbers: Sendable {
  /// Big-endian, without leading zeros.
  let modulus: ArraySlice<UInt8>
  let exponent: UInt64
  let bits: Int

  init(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) throws(KeyError) {
    bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    guard [2048, 3072, 4096].contains(bits) else { throw .modulus(bits: bits) }
    guard let last = modulus.last, last & 1 == 1 else { throw .evenModulus }
    guard exponent.count <= 4 else { throw .exponent }
    let value = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard value >= 65_537, value & 1 == 1 else { throw .exponent }
    self.modulus = modulus
    self.exponent = value
  }

  /// The modulus as a number to calculate with.
  var number: BigUInt { modulus.withUnsafeBytes { BigUInt($0) } }
}
