internal import AuthorityModel

/// What one process tells the others of the queue: a line of a notification's payload.
enum JobSignalMessage: Sendable, Hashable {
  case queued(OrderID, AccountID, QueuePosition)
  /// A job came back to the queue.
  case lookAgain
  case issued(OrderID, SerialNumber)
  /// Why, its order says: a failure may be longer than a payload.
  case failed(OrderID)

  init(_ order: OrderID, endedAs outcome: Order.Outcome) {
    switch outcome {
    case .issued(let serial): self = .issued(order, serial)
    case .failed: self = .failed(order)
    }
  }

  var text: String {
    switch self {
    case .queued(let order, let account, let position):
      "q \(order) \(account) \(position.number) \(position.queueClass.rawValue) \(position.place)"
    case .lookAgain: "l"
    case .issued(let order, let serial): "i \(order) \(serial)"
    case .failed(let order): "f \(order)"
    }
  }

  /// Nil where a newer version says what this one doesn't know.
  init?(text: some StringProtocol) {
    let words = text.split(separator: " ")
    switch (words.first, words.count) {
    case ("l", 1): self = .lookAgain
    case ("f", 2):
      guard let order = OrderID(text: words[1]) else { return nil }
      self = .failed(order)
    case ("i", 3):
      guard let order = OrderID(text: words[1]), let serial = SerialNumber(text: words[2]) else {
        return nil
      }
      self = .issued(order, serial)
    case ("q", 6):
      guard let order = OrderID(text: words[1]), let account = AccountID(text: words[2]),
        let number = Int64(words[3]), let place = Int64(words[5]),
        let queueClass = Int(words[4]).flatMap(QueueClass.init(rawValue:))
      else { return nil }
      self = .queued(
        order, account, QueuePosition(number: number, queueClass: queueClass, place: place))
    default: return nil
    }
  }
}

/// A notification's payload: who sends it, and lines of messages.
struct JobSignalPayload: Sendable, Hashable {
  /// PostgreSQL takes less than 8,000 bytes.
  private static let sizeLimit = 7900

  let sender: String
  let messages: [JobSignalMessage]

  init(from sender: String, _ messages: [JobSignalMessage]) {
    self.sender = sender
    self.messages = messages
  }

  var text: String { ([sender] + messages.map(\.text)).joined(separator: "\n") }

  init?(text: String) {
    let lines = text.split(separator: "\n")
    guard let sender = lines.first else { return nil }
    self.sender = String(sender)
    messages = lines.dropFirst().compactMap { JobSignalMessage(text: $0) }
  }

  /// Takes as many of the messages as a payload holds.
  static func taking(from messages: inout [JobSignalMessage], sender: String) -> JobSignalPayload {
    var size = sender.utf8.count
    let fitting = messages.prefix { message in
      size += message.text.utf8.count + 1
      return size <= sizeLimit
    }
    messages.removeFirst(fitting.count)
    return JobSignalPayload(from: sender, Array(fitting))
  }
}
