import DequeModule

/// Decides what each order of a run is for; a seed repeats its choices.
struct OrderPlan: Sendable {
  /// An order that is to be made.
  struct Order: Sendable, Equatable {
    /// Counted from 1.
    let number: Int
    let names: [String]
    /// The index of the account that orders.
    let account: Int
    /// The identifier of the certificate that is renewed.
    var replaces: String?
  }

  private struct Renewable: Sendable {
    let names: [String]
    let identifier: String
  }

  /// So many certificates of an account are remembered for renewal; the oldest are renewed first.
  static let mostRemembered = 64

  private let content: OrderContent
  /// A few characters that tell this run's names from those of others, whose authorizations a server
  /// may still hold valid.
  private let run: String
  private var dice: SeededGenerator
  private var made = 0
  private var renewable: [Deque<Renewable>]

  init(content: OrderContent, accounts: Int, run: String, seed: UInt64) {
    self.content = content
    self.run = run
    dice = SeededGenerator(seed: seed)
    renewable = Array(repeating: [], count: accounts)
  }

  /// The next order.
  mutating func next() -> Order {
    made += 1
    let (names, account) = namesAndAccount(of: made)
    // The account that holds a certificate renews it (RFC 9773 §5).
    if content.renewals > 0, Double.random(in: 0..<1, using: &dice) < content.renewals,
      let certificate = renewable[account].popFirst()
    {
      return Order(
        number: made, names: certificate.names, account: account,
        replaces: certificate.identifier)
    }
    return Order(number: made, names: names, account: account)
  }

  /// Remembers a certificate that may be renewed, once.
  mutating func remember(_ order: Order, identifier: String) {
    guard content.renewals > 0, renewable[order.account].count < Self.mostRemembered else { return }
    renewable[order.account].append(Renewable(names: order.names, identifier: identifier))
  }

  /// A set of names always comes with the same account, whose validations it can use again.
  private func namesAndAccount(of number: Int) -> ([String], Int) {
    switch content.names {
    case .explicit(let names):
      return (names, number % renewable.count)
    case .fresh(let count, let suffix):
      return (made(count, "\(run)-\(number)", suffix), number % renewable.count)
    case .pool(let size, let count, let suffix):
      let set = number % size
      return (made(count, "\(run)-p\(set)", suffix), set % renewable.count)
    }
  }

  private func made(_ count: Int, _ stem: String, _ suffix: String) -> [String] {
    (1...count).map { "\(stem)\($0 == 1 ? "" : "-\($0)")\(suffix)" }
  }
}
