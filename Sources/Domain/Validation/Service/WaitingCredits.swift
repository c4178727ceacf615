internal import AuthorityModel

/// How long the answers of an order for several names may wait in all.
///
/// A client that answers all of them before it looks at any would otherwise spend the sum of the
/// validations' times in its POSTs, where it spent the longest of them before.
///
/// It is a hint, kept in memory for the orders that were opened last: what isn't known may wait.
struct WaitingCredits: Sendable {
  private struct Order {
    var credit: Duration
    let authorizations: [AuthorizationID]
  }

  /// Some 100 bytes each.
  static let authorizationLimit = 20_000

  private var orders: [UInt64: Order] = [:]
  private var members: [AuthorizationID: UInt64] = [:]
  /// Of all orders, those that serve several counted as often.
  private var authorizationCount = 0
  private var oldest: UInt64 = 0
  private var next: UInt64 = 0

  /// An order was opened for which these are to be answered.
  mutating func open(_ authorizations: [AuthorizationID], credit: Duration) {
    guard authorizations.count > 1 else { return }
    orders[next] = Order(credit: credit, authorizations: authorizations)
    for id in authorizations { members[id] = next }
    next += 1
    authorizationCount += authorizations.count
    while authorizationCount > Self.authorizationLimit, oldest < next { forgetOldest() }
  }

  private mutating func forgetOldest() {
    let forgotten = orders.removeValue(forKey: oldest)?.authorizations ?? []
    authorizationCount -= forgotten.count
    // One that serves a later order, too, is that one's by now.
    for id in forgotten where members[id] == oldest { members[id] = nil }
    oldest += 1
  }

  /// What is left for an authorization's answer; nil where nothing limits it.
  func credit(for id: AuthorizationID) -> Duration? {
    members[id].flatMap { orders[$0]?.credit }
  }

  /// An authorization's answer has waited.
  mutating func spend(_ duration: Duration, for id: AuthorizationID) {
    guard let order = members[id], let credit = orders[order]?.credit else { return }
    orders[order]?.credit = max(.zero, credit - duration)
  }
}
