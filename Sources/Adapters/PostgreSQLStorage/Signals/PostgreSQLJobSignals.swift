package import AuthorityModel
package import Storage
internal import Synchronization

/// Signals between the processes of one database, by `NOTIFY`.
///
/// Those of this process reach its own waiters at once, by the signals behind; what goes to the others is
/// collected while the last notification is under way, and rides on a commit that is made anyway. Whoever
/// has lost his connection may have missed some: he is told to look again as soon as he has another.
package final class PostgreSQLJobSignals: JobSignals {
  private let signals: any JobSignals
  private let database: PostgreSQLDatabase
  private let orders: any OrderStore
  private let sender: String
  private let listener: DatabaseLane
  private let incoming: AsyncStream<JobSignalMessage>
  private let outbox = Mutex<[JobSignalMessage]>([])
  private let sending: AsyncStream<Void>
  private let send: AsyncStream<Void>.Continuation

  private static let channel = "chancery_jobs"
  private static let notification = Statement("notify", "SELECT pg_notify($1, $2)")

  /// - Parameters:
  ///   - signals: Those of this process, which wake its waiters.
  ///   - orders: Tells how an order ended that another process ended.
  package init(
    _ signals: any JobSignals, over database: PostgreSQLDatabase, orders: any OrderStore
  ) {
    self.signals = signals
    self.database = database
    self.orders = orders
    var generator = SystemRandomNumberGenerator()
    let sender = String(generator.next(), radix: 36)
    self.sender = sender
    let (incoming, received) = AsyncStream.makeStream(
      of: JobSignalMessage.self, bufferingPolicy: .bufferingNewest(65536))
    self.incoming = incoming
    (sending, send) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    var settings = LaneSettings()
    settings.channels = [Self.channel]
    listener = DatabaseLane(
      to: database.target, .reading, label: "chancery.postgresql.listener", settings: settings,
      onConnection: { received.yield(.lookAgain) },
      onNotification: { _, text in
        guard let payload = JobSignalPayload(text: text), payload.sender != sender else { return }
        for message in payload.messages { received.yield(message) }
      })
  }

  /// Listens and sends until its task is cancelled.
  package func run() async {
    listener.open()
    await withDiscardingTaskGroup { group in
      group.addTask { for await message in self.incoming { await self.receive(message) } }
      group.addTask { for await _ in self.sending { await self.sendAll() } }
    }
    await listener.close()
  }

  private func receive(_ message: JobSignalMessage) async {
    switch message {
    case .lookAgain: signals.lookAgain()
    case .queued(let order, let account, let position):
      signals.jobQueued(order, of: account, at: position)
    case .issued(let order, let serial): signals.ended(order, as: .issued(serial))
    case .failed(let order):
      guard let found = try? await orders.order(order),
        case .invalid(let failure) = found.order.state
      else { return }
      signals.ended(order, as: .failed(failure))
    }
  }

  private func tell(_ message: JobSignalMessage) {
    outbox.withLock { $0.append(message) }
    send.yield()
  }

  /// Signals are hints: what can't be sent is not kept.
  private func sendAll() async {
    while true {
      let payload = outbox.withLock {
        JobSignalPayload.taking(from: &$0, sender: sender)
      }
      guard !payload.messages.isEmpty else { return }
      try? await database.write(
        Write(Self.notification, [.text(Self.channel), .text(payload.text)]) { _ in })
    }
  }
}

extension PostgreSQLJobSignals {
  package func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition) {
    signals.jobQueued(order, of: account, at: position)
    tell(.queued(order, account, position))
  }

  package func lookAgain() {
    signals.lookAgain()
    tell(.lookAgain)
  }

  package func ended(_ order: OrderID, as outcome: Order.Outcome) {
    signals.ended(order, as: outcome)
    tell(JobSignalMessage(order, endedAs: outcome))
  }

  package func nextJob(within limit: Duration) async { await signals.nextJob(within: limit) }

  package func expectEnd(of order: OrderID) { signals.expectEnd(of: order) }

  package func cancelExpectation(of order: OrderID) { signals.cancelExpectation(of: order) }

  package func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome? {
    await signals.outcome(of: order, within: limit)
  }
}
