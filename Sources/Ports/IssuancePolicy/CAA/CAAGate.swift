package import AuthorityModel

/// Holds CAA records against an order when it is about to be issued for.
///
/// A check counts for eight hours; older ones are made again (CA/B Baseline Requirements §3.2.2.8).
package protocol CAAGate: Sendable {
  /// Makes sure that every name of an order has a check that still counts.
  ///
  /// - Returns: When the oldest of these checks was made; nil where none is made.
  /// - Throws: ``CAARefusal``, when the records, or the lack of an answer, forbid the certificate.
  func requireLeave(for order: Order, given authorizations: [Authorization])
    async throws(CAARefusal) -> Timestamp?
}

/// That CAA records keep this CA from issuing, or can't be looked up.
package struct CAARefusal: Error, Sendable, Hashable {
  /// Of the kind ``Failure/Kind/caa`` or ``Failure/Kind/dns``, with the names concerned, or of the kind
  /// ``Failure/Kind/serverInternal`` where the fault is ours.
  package let failure: Failure

  package init(_ failure: Failure) {
    self.failure = failure
  }
}
