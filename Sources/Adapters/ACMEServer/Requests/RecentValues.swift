/// Keeps values that were in use lately, and no more than a limit of them.
///
/// There are two generations: what is used moves into the younger, and when that is full it becomes the older, whose
/// values are forgotten. So a value that is used again within half the limit of others stays, without a list of
/// who was used when.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let generationLimit: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(limit: Int) {
    generationLimit = max(1, limit / 2)
  }

  var count: Int { young.count + old.count }

  /// The value, which thereby counts as used.
  subscript(key: Key) -> Value? {
    mutating get {
      if let value = young[key] { return value }
      guard let value = old.removeValue(forKey: key) else { return nil }
      insert(value, for: key)
      return value
    }
  }

  mutating func insert(_ value: Value, for key: Key) {
    if young.count >= generationLimit, young[key] == nil {
      old = young
      young = [:]
    }
    old[key] = nil
    young[key] = value
  }
}
