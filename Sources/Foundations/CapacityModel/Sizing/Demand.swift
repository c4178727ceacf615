/// What somebody wants of a CA.
package struct Demand: Sendable, Hashable {
  package let certificatesPerDay: Double
  /// How many times the average the busiest minutes are.
  package let peakFactor: Double
  /// How much of any resource may be in use at the peak.
  package let utilisation: Double

  package init(certificatesPerDay: Double, peakFactor: Double, utilisation: Double) {
    self.certificatesPerDay = certificatesPerDay
    self.peakFactor = peakFactor
    self.utilisation = utilisation
  }

  package var average: Double { certificatesPerDay / 86_400 }
  package var peak: Double { average * peakFactor }
}
