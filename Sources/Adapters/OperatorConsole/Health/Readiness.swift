/// Whether one of the things that the CA needs can be used now.
package struct ReadinessCheck: Sendable, Hashable, Codable {
  /// What was looked at: `token primary`, `database`, `issuer r1`.
  package let name: String
  package let ready: Bool
  /// Whether the CA can't issue without it.
  package let required: Bool
  /// What is wrong and how to mend it, or how it is doing.
  package let detail: String

  package init(name: String, ready: Bool, required: Bool = true, detail: String) {
    self.name = name
    self.ready = ready
    self.required = required
    self.detail = detail
  }
}

/// Looks whether the CA can issue.
package protocol ReadinessProbe: Sendable {
  /// One check for each thing that is needed; the CA is ready when all that it requires are.
  func checks() async -> [ReadinessCheck]
}
