/// Why a public key may not stand in a certificate.
package enum KeyError: Error, Sendable, Equatable {
  /// No SubjectPublicKeyInfo, or no key that it could hold.
  case malformed(reason: String)
  /// Neither RSA nor elliptic curve; Ed25519 among them.
  case algorithm(oid: String)
  /// An elliptic curve other than P-256 and P-384.
  case curve(oid: String)
  /// No uncompressed point of the curve it claims (Baseline Requirements §6.1.6).
  case point
  case modulus(bits: Int)
  /// The modulus is even, so it is no product of two large primes.
  case evenModulus
  /// The exponent is even, below 65537 or beyond 2^32.
  case exponent
  /// The modulus has a prime factor so small that anyone finds it.
  case smallFactor(UInt)
  /// The modulus has two prime factors so close that Fermat's method finds them.
  case closePrimes
  /// Made by Infineon's RSALib (CVE-2017-15361).
  case roca
  /// On a list of keys whose private halves are known.
  case knownWeak
}

extension KeyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let reason):
      "The public key cannot be read: \(reason)."
    case .algorithm(let oid):
      "Keys of the algorithm \(Self.named(oid)) aren't certified; use P-256, P-384 or RSA."
    case .curve(let oid):
      "Keys on the curve \(Self.named(oid)) aren't certified; use P-256 or P-384."
    case .point:
      "The public key isn't an uncompressed point on its curve; generate a new key."
    case .modulus(let bits):
      "The RSA modulus has \(bits) bits; use 2048, 3072 or 4096."
    case .evenModulus:
      "The RSA modulus is even; generate a new key."
    case .exponent:
      "The RSA public exponent must be odd and lie between 65537 and 2^32; generate a key with 65537."
    case .smallFactor(let prime):
      "The RSA modulus is divisible by \(prime), so the key's generator is broken; use another one."
    case .closePrimes:
      "The two primes of the RSA modulus are so close that Fermat's method finds them;"
        + " generate a new key, with another generator."
    case .roca:
      "The RSA key was made by a flawed library in Infineon's chips (ROCA, CVE-2017-15361), and its"
        + " private half can be computed; generate a new key outside of that chip."
    case .knownWeak:
      "The RSA key is on this CA's list of keys whose private halves are known, such as those that"
        + " Debian's OpenSSL made in 2006 to 2008 (CVE-2008-0166); generate a new key."
    }
  }

  private static func named(_ oid: String) -> String {
    let names = [
      "1.3.101.112": "Ed25519", "1.3.101.113": "Ed448", "1.3.132.0.35": "P-521",
      "1.3.132.0.10": "secp256k1", "1.2.840.10040.4.1": "DSA", "1.2.840.113549.1.1.10": "RSA-PSS",
    ]
    return names[oid].map { "\($0) (\(oid))" } ?? oid
  }
}
