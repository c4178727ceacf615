/// How many certificates a second a CA makes, and what keeps it from making more.
package struct Throughput: Sendable, Hashable {
  package let limits: [ResourceLimit]
  package let limiting: Resource
  package let certificatesPerSecond: Double

  /// The least of some limits, the first of equal ones.
  init(_ limits: [ResourceLimit]) {
    self.limits = limits
    let least = limits.min { $0.certificatesPerSecond < $1.certificatesPerSecond }
    limiting = least?.resource ?? .processor
    certificatesPerSecond = least?.certificatesPerSecond ?? 0
  }

  package var certificatesPerDay: Double { certificatesPerSecond * 86_400 }

  /// How much of a resource is in use when as much is issued as can be.
  package func use(of limit: ResourceLimit) -> Double {
    limit.certificatesPerSecond > 0 ? certificatesPerSecond / limit.certificatesPerSecond : 1
  }
}
