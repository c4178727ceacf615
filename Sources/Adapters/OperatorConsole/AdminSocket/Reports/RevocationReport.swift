/// What came, or would come, of an operator's ``RevocationOrder`` or ``KeyOrder``.
package struct RevocationReport: Sendable, Hashable, Codable {
  /// Whether it was done; otherwise it was a rehearsal.
  package var done: Bool
  /// How many certificates are revoked by it, or for another reason than before.
  package var certificates: Int
  /// Why.
  package var reason: String
  /// The certificate that was named, if one was.
  package var serial: String?
  /// The key that is blocked by it, or was meant to be unblocked.
  package var key: String?

  package init(
    done: Bool, certificates: Int, reason: String, serial: String? = nil, key: String? = nil
  ) {
    self.done = done
    self.certificates = certificates
    self.reason = reason
    self.serial = serial
    self.key = key
  }
}
