/// What the figures mean for somebody who configures a CA.
package struct BenchmarkConclusion: Sendable, Hashable, Codable {
  /// The least number of sessions that gives nearly all, and so the recommendation for `sessions:`.
  package let recommendedSessions: Int
  package let signaturesPerSecond: Double
  /// The share of the peak that it gives.
  package let shareOfPeak: Double
  package let peakSessions: Int
  package let peakSignaturesPerSecond: Double
  /// Whether the rate still rose at the greatest number of sessions that was measured.
  package let isStillRising: Bool

  /// Whether there was another number of sessions to hold it against; without, it recommends nothing.
  package let isCompared: Bool

  enum CodingKeys: String, CodingKey {
    case recommendedSessions = "recommended_sessions"
    case signaturesPerSecond = "signatures_per_second"
    case shareOfPeak = "share_of_peak"
    case peakSessions = "peak_sessions"
    case peakSignaturesPerSecond = "peak_signatures_per_second"
    case isStillRising = "still_rising"
    case isCompared = "compared"
  }

  /// The share of the peak that counts as nearly all.
  static let nearlyAll = 0.95

  /// Draws the conclusion; nil when nothing was measured.
  ///
  /// The knee is the least number of sessions that gives at least 95 % of the peak: beyond it sessions
  /// only make each signature wait longer.
  package init?(_ steps: [StepFigures]) {
    let steps = steps.sorted { $0.sessions < $1.sessions }
    guard
      let peak = steps.max(by: { $0.signaturesPerSecond < $1.signaturesPerSecond }),
      peak.signaturesPerSecond > 0,
      let knee = steps.first(where: {
        $0.signaturesPerSecond >= peak.signaturesPerSecond * Self.nearlyAll
      })
    else { return nil }
    recommendedSessions = knee.sessions
    signaturesPerSecond = knee.signaturesPerSecond
    shareOfPeak = (knee.signaturesPerSecond / peak.signaturesPerSecond * 1000).rounded() / 1000
    peakSessions = peak.sessions
    peakSignaturesPerSecond = peak.signaturesPerSecond
    let last = steps.last?.sessions
    isCompared = steps.count > 1
    isStillRising = steps.count > 1 && knee.sessions == last
  }
}
