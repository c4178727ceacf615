/// The certificates above an issuer's leaves, as PEM text: one chain or several.
///
/// - Note: RFC 8555 §7.4.2.
package struct IssuerChains: Sendable, Hashable {
  /// What a certificate comes with unless its client picks another.
  package let preferred: String
  /// Ways to other roots, as for clients that don't know the first.
  package let alternates: [String]

  package init(preferred: String, alternates: [String] = []) {
    self.preferred = preferred
    self.alternates = alternates
  }

  /// The chain of that number: 0 is the preferred one.
  subscript(number: Int) -> String? {
    if number == 0 { return preferred }
    return alternates.indices.contains(number - 1) ? alternates[number - 1] : nil
  }

  /// The numbers of all chains.
  var numbers: Range<Int> { 0..<alternates.count + 1 }
}
