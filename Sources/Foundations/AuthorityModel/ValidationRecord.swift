/// What an authorization rests on, as it is kept with it: evidence for auditors.
///
/// - Note: CA/B Baseline Requirements §5.4.1 and §3.2.2.4.
package struct ValidationRecord: Sendable, Hashable, Codable {
  package let method: Challenge.Method
  package let validatedAt: Timestamp
  /// What was looked up, connected to and found, a sentence each; printable, bounded.
  package let observations: [String]
  /// The check of CAA records that went with it; nil where none is made.
  package var caa: CAARecord?

  package init(
    method: Challenge.Method, validatedAt: Timestamp, observations: [String],
    caa: CAARecord? = nil
  ) {
    self.method = method
    self.validatedAt = validatedAt
    self.observations = observations
    self.caa = caa
  }
}
