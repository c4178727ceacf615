internal import BigInt

/// The remainders that a modulus leaves when it is divided by each small odd prime.
///
/// They show small factors, and they are what the fingerprint of ROCA is made of.
struct SmallPrimes {
  /// A key generator that leaves a factor below 752 in a modulus is broken (NIST SP 800-89 §5.3.3;
  /// CA/B Baseline Requirements §6.1.6).
  static let primes: [UInt] = stride(from: 3, to: 752, by: 2).filter { candidate in
    !stride(from: 3, to: candidate, by: 2).contains { candidate.isMultiple(of: $0) }
  }

  /// Neighbouring primes, as many as have a product of one word: one long division serves them all.
  private static let groups: [(product: UInt, primes: [UInt])] =
    primes.reduce(into: []) { groups, prime in
      let (product, overflow) = (groups.last?.product ?? UInt.max)
        .multipliedReportingOverflow(by: prime)
      if overflow {
        groups.append((prime, [prime]))
      } else {
        groups[groups.count - 1].product = product
        groups[groups.count - 1].primes.append(prime)
      }
    }

  /// One for each of ``primes``, in their order.
  let remainders: [UInt]

  init(dividing number: BigUInt) {
    remainders = Self.groups.flatMap { group in
      let remainder = UInt(number % BigUInt(group.product))
      return group.primes.map { remainder % $0 }
    }
  }

  /// The smallest prime that divides the number without remainder.
  var factor: UInt? { remainders.firstIndex(of: 0).map { Self.primes[$0] } }
}
