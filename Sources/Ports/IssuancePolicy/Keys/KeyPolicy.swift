/// Decides which keys of a good size and form are too weak to be certified.
///
/// Elliptic-curve keys have no such weaknesses: their points were checked when they were read.
///
/// - Note: CA/B Baseline Requirements §6.1.1.3, §6.1.6.
package struct KeyPolicy: Sendable {
  private let weakKeys: WeakKeyList

  package init(weakKeys: WeakKeyList = WeakKeyList()) {
    self.weakKeys = weakKeys
  }

  /// Looks for weaknesses by which an RSA key's private half can be found.
  func check(_ key: RSANumbers) throws(KeyError) {
    guard !weakKeys.contains(key) else { throw .knownWeak }
    let number = key.number
    let residues = SmallPrimes(dividing: number)
    if let factor = residues.factor { throw .smallFactor(factor) }
    guard !ROCAFingerprint.matches(residues) else { throw .roca }
    guard !FermatSearch.factors(number) else { throw .closePrimes }
  }
}
