/// The queue as it is known without asking the database: who waits where, and how fast it goes.
///
/// A value that is told what happens and asked what to expect. An order is announced before it is
/// accepted, so that an end which comes before its place is known isn't missed.
package struct QueueBoard: Sendable {
  private enum Entry: Sendable {
    /// Is just being accepted, by so many requests of which one can succeed.
    case announced(Int)
    /// Ended before its place was known here; so many requests have not yet said what became of them.
    case endedEarly(Int)
    case queued(QueuePosition, Tail.Owner?)
  }

  /// An account's last job of a class, behind which its next one comes.
  private struct Tail: Sendable {
    struct Owner: Sendable, Hashable {
      let account: AccountID
      let queueClass: QueueClass
    }

    var spot: QueueLine.Spot
    var jobCount = 0
  }

  private var entries: [OrderID: Entry] = [:]
  private var lines: [QueueClass: QueueLine]
  private var tails: [Tail.Owner: Tail] = [:]
  private var lastNumber: Int64 = 0
  private var meter: DrainMeter
  private let weights: ClassWeights
  /// Those that came within their accounts' shares: they alone overtake others.
  private var prompt: [QueueClass: ArrivalMeter] = [:]

  package init(meter: DrainMeter, weights: ClassWeights = .standard) {
    self.meter = meter
    self.weights = weights
    lines = Dictionary(uniqueKeysWithValues: QueueClass.allCases.map { ($0, QueueLine()) })
  }

  /// How many jobs wait, are in hand, or are just being accepted.
  package var jobCount: Int { entries.count }

  /// An order is about to be accepted.
  package mutating func announce(_ order: OrderID) {
    switch entries[order] {
    case nil: entries[order] = .announced(1)
    case .announced(let count): entries[order] = .announced(count + 1)
    case .endedEarly(let count): entries[order] = .endedEarly(count + 1)
    case .queued: break
    }
  }

  /// It wasn't accepted.
  package mutating func withdraw(_ order: OrderID) {
    switch entries[order] {
    case .announced(let count): entries[order] = count > 1 ? .announced(count - 1) : nil
    case .endedEarly(let count): entries[order] = count > 1 ? .endedEarly(count - 1) : nil
    case .queued, nil: break
    }
  }

  /// It was accepted, and this is where it stands.
  package mutating func accepted(
    _ order: OrderID, of account: AccountID?, at position: QueuePosition, now: Duration
  ) {
    guard enter(order, of: account, at: position, now: now),
      position.place == position.number
    else { return }
    prompt[position.queueClass, default: ArrivalMeter()].count(at: now)
  }

  /// It was accepted in a time that nobody here has seen, and says nothing of how many come now.
  package mutating func takenOver(
    _ order: OrderID, of account: AccountID, at position: QueuePosition, now: Duration
  ) {
    _ = enter(order, of: account, at: position, now: now)
  }

  /// - Returns: False where it stands there already, or has ended before.
  private mutating func enter(
    _ order: OrderID, of account: AccountID?, at position: QueuePosition, now: Duration
  ) -> Bool {
    lastNumber = max(lastNumber, position.number)
    switch entries[order] {
    case .endedEarly(let count):
      entries[order] = count > 1 ? .endedEarly(count - 1) : nil
      return false
    case .queued: return false
    case .announced, nil:
      let owner = account.map { Tail.Owner(account: $0, queueClass: position.queueClass) }
      entries[order] = .queued(position, owner)
      lines[position.queueClass]?.insert(position.spot)
      if let owner {
        tails[owner, default: Tail(spot: position.spot)].jobCount += 1
        tails[owner]?.spot = position.spot
      }
      meter.jobsAre(queuedCount, at: now)
      return true
    }
  }

  /// Its certificate was issued; an end that is told twice is one.
  package mutating func ended(_ order: OrderID, now: Duration) {
    if leave(order) { meter.jobEnded(leaving: queuedCount, at: now) }
  }

  /// It ended without a certificate: there is one less to wait for, but nothing was signed.
  package mutating func failed(_ order: OrderID, now: Duration) {
    if leave(order) { meter.jobsAre(queuedCount, at: now) }
  }

  /// - Returns: Whether it was waited for.
  private mutating func leave(_ order: OrderID) -> Bool {
    switch entries[order] {
    case nil, .endedEarly: return false
    case .announced(let count):
      entries[order] = .endedEarly(count)
      return true
    case .queued: return remove(order)
    }
  }

  private var queuedCount: Int { lines.values.reduce(0) { $0 + $1.count } }

  private mutating func remove(_ order: OrderID) -> Bool {
    guard case .queued(let position, let owner)? = entries[order] else { return false }
    entries[order] = nil
    lines[position.queueClass]?.remove(position.spot)
    if let owner, let tail = tails[owner] {
      if tail.jobCount > 1 { tails[owner]?.jobCount -= 1 } else { tails[owner] = nil }
    }
    return true
  }
}

extension QueueBoard {
  /// How many can end in a second while there are enough; nil while nothing drains.
  package func jobsPerSecond(at now: Duration) -> Double? { meter.jobsPerSecond(at: now) }

  /// What an order has to expect; nil where it isn't in the queue.
  package func forecast(of order: OrderID, at now: Duration) -> QueueForecast? {
    guard case .queued(let position, _)? = entries[order] else { return nil }
    return forecast(at: position.spot, in: position.queueClass, now: now)
  }

  /// What the next job of an account would have to expect; of one that has none, where nil is given.
  ///
  /// It comes behind those that the account has in the queue, however far its share puts them back.
  package func forecast(
    ofNext queueClass: QueueClass, for account: AccountID?, at now: Duration
  ) -> QueueForecast {
    let next = QueueLine.Spot(place: lastNumber + 1, number: lastNumber + 1)
    let tail = account.flatMap {
      tails[Tail.Owner(account: $0, queueClass: queueClass)]?.spot
    }
    let spot = tail.map { max(next, QueueLine.Spot(place: $0.place, number: next.number)) } ?? next
    return forecast(at: spot, in: queueClass, now: now)
  }

  private func forecast(at spot: QueueLine.Spot, in queueClass: QueueClass, now: Duration)
    -> QueueForecast
  {
    let ahead = lines[queueClass]?.count(before: spot) ?? 0
    guard let rate = meter.jobsPerSecond(at: now) else {
      return QueueForecast(
        jobsAhead: ahead, jobsPerSecond: nil, wait: nil, outage: meter.outage(at: now))
    }
    // Who is behind his share is overtaken by those who come meanwhile, until their numbers reach his
    // place: a few rounds find how many that will be.
    let room = Double(max(0, spot.place - lastNumber - 1))
    let arrivals = prompt[queueClass]?.perSecond(at: now) ?? 0
    var time = time(forJobs: Double(ahead + 1), of: queueClass, at: rate)
    if room > 0, arrivals > 0 {
      for _ in 0..<16 {
        let overtaking = min(arrivals * time, room)
        time = self.time(forJobs: Double(ahead + 1) + overtaking, of: queueClass, at: rate)
      }
    }
    return QueueForecast(jobsAhead: ahead, jobsPerSecond: rate, wait: .seconds(time))
  }

  /// The seconds until so many jobs of a class are done, while the other classes have work too.
  private func time(forJobs jobs: Double, of queueClass: QueueClass, at rate: Double) -> Double {
    var left = lines.mapValues { Double($0.count) }
    left[queueClass] = jobs
    var time = 0.0
    while true {
      let busy = left.filter { $0.value > 0 }
      let weight = busy.keys.reduce(0) { $0 + Double(weights[$1]) }
      let spans = busy.map { $0.value / (rate * Double(weights[$0.key]) / weight) }
      guard let span = spans.min(), let own = busy[queueClass] else { return time }
      let ownSpan = own / (rate * Double(weights[queueClass]) / weight)
      // As long as some class has less to do than this one, its share falls to the others afterwards.
      guard span < ownSpan else { return time + ownSpan }
      time += span
      for (other, jobs) in busy {
        let rest = jobs - span * rate * Double(weights[other]) / weight
        left[other] = rest > 1e-6 ? rest : 0
      }
    }
  }
}

extension QueuePosition {
  fileprivate var spot: QueueLine.Spot { QueueLine.Spot(place: place, number: number) }
}
