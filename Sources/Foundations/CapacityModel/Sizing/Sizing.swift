/// What a demand needs.
package struct Sizing: Sendable, Hashable {
  /// The tokens and their lanes that a demand needs.
  package struct Tokens: Sendable, Hashable {
    package let count: Int
    /// Of each token.
    package let lanes: Int
    /// How signatures wait for these lanes at the peak.
    package let queue: LaneQueue
  }

  package let demand: Demand
  /// Signatures a second at the peak.
  package let signaturesPerSecond: Double
  /// Nil where a key in software signs.
  package let tokens: Tokens?
  package let cores: Double
  /// Syncs a second at the peak, shared as the plan says.
  package let syncsPerSecond: Double
  /// Syncs a second at the peak if no two writes shared one.
  package let unsharedSyncsPerSecond: Double
  package let writesPerSecond: Double
  /// The resources of which the plan itself has too little.
  package let shortages: [Resource]

  package var isMet: Bool { shortages.isEmpty }

  package init(_ demand: Demand, for plan: CapacityPlan) {
    self.demand = demand
    let certificate = plan.certificate
    // Certificates come in peaks; their responses are spread over the months of their lives.
    let signatures =
      demand.peak * certificate.issuingSignatures + demand.average * certificate.statusSignatures
      + certificate.listSignaturesPerSecond
    signaturesPerSecond = signatures
    cores = demand.peak * plan.processorMilliseconds / 1000 / demand.utilisation
    syncsPerSecond =
      demand.peak * plan.syncsPerCertificate(at: demand.peak) / demand.utilisation
    unsharedSyncsPerSecond = demand.peak * plan.machine.writesPerCertificate / demand.utilisation
    writesPerSecond = demand.peak * plan.machine.writesPerCertificate / demand.utilisation

    var shortages: [Resource] = []
    switch plan.signing {
    case .tokens(let tokens):
      let needed = signatures / demand.utilisation / tokens.busyShare
      self.tokens = Self.tokens(for: signatures, needed: needed, of: tokens)
      if tokens.signaturesPerSecond < needed { shortages.append(.hsm) }
    case .software:
      tokens = nil
    }
    if plan.machine.cores < cores { shortages.append(.processor) }
    if plan.machine.syncsPerSecond < syncsPerSecond { shortages.append(.disk) }
    if plan.machine.writesPerSecond < writesPerSecond { shortages.append(.database) }
    self.shortages = shortages
  }

  /// The fewest tokens with the fewest lanes that make so many signatures a second.
  private static func tokens(
    for signatures: Double, needed: Double, of plan: TokenPlan
  ) -> Tokens {
    let most = max(plan.lanes, plan.speed.points.last?.lanes ?? plan.lanes)
    let rates = (1...most).map { plan.speed.signaturesPerSecond(lanes: $0) }
    let count = max(1, Int((needed / (rates.max() ?? 1)).rounded(.up)))
    let lanes = (rates.firstIndex { Double(count) * $0 >= needed } ?? most - 1) + 1
    return Tokens(
      count: count, lanes: lanes,
      queue: LaneQueue(
        lanes: count * lanes, serviceSeconds: plan.speed.serviceSeconds(lanes: lanes),
        arrivalsPerSecond: signatures))
  }
}
