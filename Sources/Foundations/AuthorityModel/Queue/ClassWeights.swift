/// Each class's share of the line while all classes have work, in proportion.
///
/// Issuers take turns by them (`ClassRotation`), and waits are foretold by them (``QueueBoard``): both of
/// one CA must have the same.
package struct ClassWeights: Sendable, Hashable {
  /// What a class may weigh: so much that none starves beside another.
  package static let range = 1...100
  package static let standard = ClassWeights(renewal: 8, normal: 4, bulk: 1)

  package let renewal: Int
  package let normal: Int
  package let bulk: Int

  /// Weights beyond ``range`` count as its ends.
  package init(renewal: Int, normal: Int, bulk: Int) {
    func bounded(_ weight: Int) -> Int {
      min(max(weight, Self.range.lowerBound), Self.range.upperBound)
    }
    self.renewal = bounded(renewal)
    self.normal = bounded(normal)
    self.bulk = bounded(bulk)
  }

  package subscript(queueClass: QueueClass) -> Int {
    switch queueClass {
    case .renewal: renewal
    case .normal: normal
    case .bulk: bulk
    }
  }
}
