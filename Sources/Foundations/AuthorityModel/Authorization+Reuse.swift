extension Authorization {
  /// Whether a new order may rest on it.
  ///
  /// It must be proved, by a method that is still trusted; or untouched, and offer what a new one
  /// would. And it must live long enough for the order to be fulfilled.
  ///
  /// - Note: RFC 8555 §7.4.
  package func isReusable(
    offering methods: [Challenge.Method], until needed: Timestamp, at now: Timestamp
  ) -> Bool {
    guard expiresAt >= needed else { return false }
    switch status(at: now) {
    case .valid: return provenMethod.map(methods.contains) ?? false
    case .pending:
      return challenges.map(\.method) == methods
        && challenges.allSatisfy { $0.state == .pending }
    case .invalid, .deactivated, .expired: return false
    }
  }

  /// How control was proved.
  private var provenMethod: Challenge.Method? {
    challenges.first {
      if case .valid = $0.state { true } else { false }
    }?.method
  }
}
