internal import AuthorityModel

/// What the queue has to say to an order (laws 5 and 6).
extension OrderRegistry {
  /// Refuses what would have to wait in the queue for too long; the order stays as it is.
  func requireQueueRoom(
    for account: Account, as queueClass: QueueClass, to step: AdmissionTerms.Step
  ) throws(RegistrationError) {
    do throws(QueueRefusal) {
      try admission.requireRoom(for: account, as: queueClass, to: step)
    } catch {
      throw .queueFull(error)
    }
  }

  /// For how long finalize waits for an order's end: as long as it may come in time, and as the request
  /// lasts.
  func timeToWait(forEndOf order: OrderID) -> Duration {
    TimeBudget.current.limit(
      admission.wait(forEndOf: order, atMost: terms.finalizeWait), reserving: Self.answeringTime)
  }

  /// What is kept of a request's time to write its answer.
  private static let answeringTime = Duration.seconds(1)

  /// After how long to ask for an order again; nil where it won't change by itself.
  package func retryAfter(of view: View) -> Duration? {
    switch view.status {
    case .processing: admission.retryAfter(of: view.order.id)
    case .pending, .ready, .valid, .invalid: nil
    }
  }
}
