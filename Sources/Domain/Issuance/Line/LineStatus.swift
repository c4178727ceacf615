/// How many jobs an issuer has in hand, by how far they have come.
package struct LineStatus: Sendable, Hashable {
  /// Being reserved.
  package let preparing: Int
  /// Asking the world before they may be signed.
  package let apart: Int
  /// Could be signed at once.
  package let prepared: Int
  package let atSigner: Int
  /// Signed, and not yet durable.
  package let storing: Int
  /// How many should be in hand before they are signed.
  package let target: Int

  init(of line: IssuingLine) {
    preparing = line.count(.preparing)
    apart = line.count(.apart)
    prepared = line.count(.prepared)
    atSigner = line.count(.called) + line.count(.atSigner)
    storing = line.count(.storing)
    target = line.supply.target
  }
}
