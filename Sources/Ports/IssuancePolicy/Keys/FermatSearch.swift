internal import BigInt

/// Fermat's way to factor a modulus whose primes lie close together.
///
/// With `n = p·q` and `a = (p + q) / 2`, `a² - n` is a square. The search tries the least possible
/// values of `a`; for primes chosen independently, none of the first 2^500 would do.
///
/// - Note: CA/B Baseline Requirements §6.1.1.3 (5) ask for 100 rounds.
struct FermatSearch {
  static let rounds = 100

  /// Whether the number falls within so many rounds.
  static func factors(_ number: BigUInt) -> Bool {
    var half = number.squareRoot()
    if half * half < number { half += 1 }
    var difference = half * half - number
    for _ in 0..<rounds {
      if isSquare(difference) { return true }
      difference += 2 * half + 1
      half += 1
    }
    return false
  }

  private static func isSquare(_ number: BigUInt) -> Bool {
    guard SquareResidues.mayBeSquare(number) else { return false }
    let root = number.squareRoot()
    return root * root == number
  }
}

/// Tells most numbers from squares by their remainders, without a square root.
private struct SquareResidues {
  /// Moduli with few squares; only one number in 400 that is none passes them all.
  private static let moduli: [UInt] = [63, 65, 11, 17, 19]
  private static let product = BigUInt(moduli.reduce(1, *))

  private static let squares: [[Bool]] = moduli.map { squares(modulo: $0) }
  private static let squaresModulo64 = squares(modulo: 64)

  static func mayBeSquare(_ number: BigUInt) -> Bool {
    guard squaresModulo64[Int((number.words.first ?? 0) % 64)] else { return false }
    let remainder = UInt(number % product)
    return zip(moduli, squares).allSatisfy { $1[Int(remainder % $0)] }
  }

  private static func squares(modulo modulus: UInt) -> [Bool] {
    var squares = [Bool](repeating: false, count: Int(modulus))
    for number in 0..<modulus { squares[Int(number * number % modulus)] = true }
    return squares
  }
}
