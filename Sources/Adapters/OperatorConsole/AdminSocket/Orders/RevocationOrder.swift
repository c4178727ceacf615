/// That an operator wants a certificate revoked.
package struct RevocationOrder: Sendable, Hashable, Codable {
  /// The serial number in hexadecimal digits.
  package var serial: String
  /// The reason's name in RFC 5280 §5.3.1.
  package var reason: String
  /// What to keep with the block of its key, where there comes to be one.
  package var note: String?
  /// Whether only to tell what would be done.
  package var isRehearsal: Bool

  package init(serial: String, reason: String, note: String? = nil, isRehearsal: Bool) {
    self.serial = serial
    self.reason = reason
    self.note = note
    self.isRehearsal = isRehearsal
  }
}
