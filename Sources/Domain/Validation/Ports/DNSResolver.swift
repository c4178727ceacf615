/// Asks DNS for the records of a name.
package protocol DNSResolver: Sendable {
  /// The records of one type at a name, aliases followed.
  ///
  /// That the name or the record doesn't exist is an answer, not an error. Ends within a bounded
  /// time, and soon after its task was cancelled.
  ///
  /// - Throws: ``ResolutionError`` where the answer can't be known, or can't be trusted.
  func answer(for name: String, type: DNSRecordType) async throws(ResolutionError) -> DNSAnswer
}
