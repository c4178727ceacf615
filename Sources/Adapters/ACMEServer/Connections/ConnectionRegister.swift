/// Counts open connections, in all and for each client.
struct ConnectionRegister: Sendable {
  private let limit: Int
  private let limitPerAddress: Int
  private var counts: [AddressGroup: Int] = [:]
  private(set) var count = 0
  /// How many were turned away.
  private(set) var refusedCount = 0

  init(limit: Int, limitPerAddress: Int) {
    self.limit = limit
    self.limitPerAddress = limitPerAddress
  }

  /// - Returns: Whether there is room for one more; then it is counted until it is closed.
  mutating func open(from group: AddressGroup) -> Bool {
    guard count < limit, counts[group, default: 0] < limitPerAddress else {
      refusedCount += 1
      return false
    }
    counts[group, default: 0] += 1
    count += 1
    return true
  }

  mutating func close(from group: AddressGroup) {
    guard let number = counts[group] else { return }
    counts[group] = number > 1 ? number - 1 : nil
    count -= 1
  }
}
