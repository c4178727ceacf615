/// What an operator wants to know of the queue, or of who may use it how.
package enum QueueOrder: Sendable, Hashable, Codable {
  /// Depths, ages and the busiest accounts.
  case status
  /// The first jobs.
  case list(limit: Int)
  /// The jobs that were set aside last.
  case listSetAside(limit: Int)
  /// Puts an account's future orders behind those of others, or back among them.
  case setBulk(account: String, isBulk: Bool)
}
