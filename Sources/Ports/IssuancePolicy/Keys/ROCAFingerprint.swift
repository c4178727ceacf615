/// Recognises moduli made by Infineon's RSALib (ROCA, CVE-2017-15361), which can be factored.
///
/// Its primes are `k·M + (65537^a mod M)`, where M is the product of the first primes, so a modulus
/// is itself a power of 65537 modulo M, and modulo every prime in M. Few numbers are: that each
/// small prime has a logarithm happens by chance once in 2^27, that all of them agree on one exponent
/// once in 2^150.
///
/// - Note: Nemec et al., "The Return of Coppersmith's Attack" (CCS 2017) §3; CA/B Baseline
///   Requirements §4.9.1.1 and §6.1.1.3.
struct ROCAFingerprint {
  /// The largest prime in M for the shortest keys that the library made.
  private static let largestPrime = 167

  /// The powers of 65537 modulo one prime.
  private struct Powers {
    /// How many there are before they repeat.
    let order: Int
    /// By number: the exponent, or nil where the number is no power.
    let logarithms: [Int?]

    init(modulo prime: UInt) {
      var logarithms = [Int?](repeating: nil, count: Int(prime))
      var power: UInt = 1
      var order = 0
      while logarithms[Int(power)] == nil {
        logarithms[Int(power)] = order
        power = power * 65_537 % prime
        order += 1
      }
      self.order = order
      self.logarithms = logarithms
    }
  }

  private static let powers = SmallPrimes.primes.prefix { $0 <= largestPrime }
    .map(Powers.init(modulo:))

  /// Whether one exponent of 65537 explains the remainders modulo every prime in M.
  static func matches(_ residues: SmallPrimes) -> Bool {
    var known: [(exponent: Int, order: Int)] = []
    for (powers, remainder) in zip(powers, residues.remainders) {
      guard let exponent = powers.logarithms[Int(remainder)] else { return false }
      // Congruences have a common solution when each two of them have one.
      for other in known {
        let shared = greatestCommonDivisor(powers.order, other.order)
        guard (exponent - other.exponent).isMultiple(of: shared) else { return false }
      }
      known.append((exponent, powers.order))
    }
    return true
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}
