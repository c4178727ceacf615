extension Order {
  /// Why an order is invalid: its own failure, or what became of its authorizations.
  ///
  /// - Returns: Nil unless the order is invalid. Where several identifiers failed, each is a
  ///   subproblem (RFC 8555 §6.7.1).
  package func failure(given authorizations: [Authorization], at now: Timestamp) -> Failure? {
    if case .invalid(let failure) = state { return failure }
    guard status(given: authorizations, at: now) == .invalid else { return nil }
    let parts = zip(identifiers, authorizations).compactMap { identifier, authorization in
      authorization.obstacle(at: now).map {
        Failure.Part(name: identifier.name, $0.kind, $0.detail)
      }
    }
    return Failure(of: parts)
      ?? Failure(.unauthorized, "The order expired before it was finalized. Place a new one.")
  }
}

extension Authorization {
  /// What keeps orders from being fulfilled by it, now and for good.
  fileprivate func obstacle(at now: Timestamp) -> Failure? {
    switch status(at: now) {
    case .pending, .valid: nil
    case .invalid:
      failure ?? Failure(.unauthorized, "The authorization for \(certifiedName) is invalid.")
    case .deactivated:
      Failure(.unauthorized, "The authorization for \(certifiedName) was deactivated.")
    case .expired:
      Failure(.unauthorized, "The authorization for \(certifiedName) has expired.")
    }
  }
}
