/// Tells whether storage takes writes, for those who watch over the CA.
package protocol WriteHealth: Sendable {
  /// Why nothing can be written now; nil where it can.
  ///
  /// It costs nothing while writes succeed. Once one has failed for a reason that is storage's own (a
  /// full disk, say), a small write is tried each time, so that an end of the trouble is noticed without
  /// anybody's work being risked.
  func trouble() async -> StorageError?

  /// What will keep writes from succeeding one day, if nobody mends it; nil where nothing is known.
  var concern: String? { get }
}
