/// What an operator wants done about blocked keys.
package struct KeyOrder: Sendable, Hashable, Codable {
  package enum Action: String, Sendable, Hashable, Codable {
    /// Shows the keys that are blocked, a page from ``KeyOrder/key`` on.
    case list
    case block
    case unblock
  }

  package var action: Action
  /// SHA-256 of the SubjectPublicKeyInfo in hexadecimal digits.
  package var key: String?
  package var note: String?
  /// Whether only to tell what would be done.
  package var isRehearsal: Bool

  package init(_ action: Action, key: String? = nil, note: String? = nil, isRehearsal: Bool = true)
  {
    self.action = action
    self.key = key
    self.note = note
    self.isRehearsal = isRehearsal
  }
}
