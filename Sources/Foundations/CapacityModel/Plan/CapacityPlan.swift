/// Everything of which the capacity of a CA follows.
package struct CapacityPlan: Sendable, Hashable {
  package var signing: SigningPlan
  package var certificate: CertificatePlan
  package var machine: MachineFigures
  package var queue: QueueTerms
  /// Orders that are under way at once, which is how many writes may share a commit.
  package var ordersUnderWay: Int

  package init(
    signing: SigningPlan, certificate: CertificatePlan, machine: MachineFigures,
    queue: QueueTerms = QueueTerms(), ordersUnderWay: Int = 64
  ) {
    self.signing = signing
    self.certificate = certificate
    self.machine = machine
    self.queue = queue
    self.ordersUnderWay = ordersUnderWay
  }
}

/// What clients are promised of the queue (laws 5 and 6), in seconds.
package struct QueueTerms: Sendable, Hashable {
  /// How long finalize waits for the certificate before it answers `processing`.
  package var finalizeWait: Double
  /// The predicted wait beyond which nothing more is accepted.
  package var longestWait: Double

  package init(finalizeWait: Double = 2, longestWait: Double = 600) {
    self.finalizeWait = finalizeWait
    self.longestWait = longestWait
  }
}
