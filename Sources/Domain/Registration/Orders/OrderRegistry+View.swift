package import AuthorityModel

extension OrderRegistry {
  /// An order as its client sees it.
  package struct View: Sendable {
    package let order: Order
    package let authorizations: [Authorization]
    package let status: Order.Status

    /// Why it failed: its own failure, or that of the first authorization that did.
    package var failure: Failure? {
      if case .invalid(let failure) = order.state { return failure }
      guard status == .invalid else { return nil }
      return authorizations.lazy.compactMap(\.failure).first
    }
  }

  func view(of order: Order, _ authorizations: [Authorization]) -> View {
    View(
      order: order, authorizations: authorizations,
      status: order.status(given: authorizations, at: clock.now))
  }
}
