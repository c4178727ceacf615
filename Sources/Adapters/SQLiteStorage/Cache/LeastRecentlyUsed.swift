/// A dictionary that forgets what was asked for the longest ago, once it is full.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Node: Sendable {
    var key: Key
    var value: Value
    /// Towards the one that was used last.
    var newer: Int?
    var older: Int?
  }

  private let capacity: Int
  private var places: [Key: Int] = [:]
  private var nodes: [Node] = []
  private var free: [Int] = []
  private var newest: Int?
  private var oldest: Int?

  init(capacity: Int) {
    precondition(capacity > 0)
    self.capacity = capacity
  }

  var count: Int { places.count }

  /// Finds a value, which is now the one that was used last.
  mutating func value(for key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    if newest != place {
      unlink(place)
      link(place)
    }
    return nodes[place].value
  }

  /// Changes a value where it is known; it isn't used by that.
  mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
    guard let place = places[key] else { return }
    change(&nodes[place].value)
  }

  mutating func set(_ value: Value, for key: Key) {
    if let place = places[key] {
      nodes[place].value = value
      unlink(place)
      link(place)
      return
    }
    if places.count == capacity, let oldest { removeValue(at: oldest) }
    let place: Int
    if let last = free.popLast() {
      place = last
      nodes[place] = Node(key: key, value: value)
    } else {
      place = nodes.count
      nodes.append(Node(key: key, value: value))
    }
    places[key] = place
    link(place)
  }

  mutating func removeValue(for key: Key) {
    if let place = places[key] { removeValue(at: place) }
  }

  /// The value itself stays until its place is taken again.
  private mutating func removeValue(at place: Int) {
    unlink(place)
    places[nodes[place].key] = nil
    free.append(place)
  }

  private mutating func unlink(_ place: Int) {
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    if let newer { nodes[newer].older = older } else { newest = older }
    if let older { nodes[older].newer = newer } else { oldest = newer }
    nodes[place].newer = nil
    nodes[place].older = nil
  }

  private mutating func link(_ place: Int) {
    nodes[place].older = newest
    if let newest { nodes[newest].newer = place } else { oldest = place }
    newest = place
  }
}
