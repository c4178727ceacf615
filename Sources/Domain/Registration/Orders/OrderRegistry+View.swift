package import AuthorityModel

extension OrderRegistry {
  /// An order as its client sees it.
  package struct View: Sendable {
    package let order: Order
    package let authorizations: [Authorization]
    package let status: Order.Status
    /// Why it is invalid, where it is.
    package let failure: Failure?
  }

  func view(of order: Order, _ authorizations: [Authorization]) -> View {
    let now = clock.now
    return View(
      order: order, authorizations: authorizations,
      status: order.status(given: authorizations, at: now),
      failure: order.failure(given: authorizations, at: now))
  }
}
