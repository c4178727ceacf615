import Conformance
import Testing

@testable import AuthorityModel

@Suite("What is expected of the queue")
struct QueueBoardTests {
  private static let account: AccountID = Samples.id()

  private static func board(jobsPerSecond: Int = 100) -> QueueBoard {
    QueueBoard(
      meter: DrainMeter(laneCount: 1, serviceTime: .seconds(1) / jobsPerSecond))
  }

  private static func position(
    _ number: Int64, _ queueClass: QueueClass = .normal, place: Int64? = nil
  ) -> QueuePosition {
    QueuePosition(number: number, queueClass: queueClass, place: place ?? number)
  }

  /// A board with jobs of one class, and their orders.
  private static func board(with count: Int64, _ queueClass: QueueClass = .normal)
    -> (QueueBoard, [OrderID])
  {
    var board = board()
    let orders = (1...count).map { number in
      let order: OrderID = Samples.id()
      board.accepted(order, of: nil, at: position(number, queueClass), now: .zero)
      return order
    }
    return (board, orders)
  }

  private func seconds(_ forecast: QueueForecast?) -> Double {
    forecast?.wait?.inSeconds ?? .infinity
  }

  @Test("Each waits for those before it, and for its own")
  func inOrder() {
    let (board, orders) = Self.board(with: 300)
    for index in [0, 1, 99, 299] {
      let forecast = board.forecast(of: orders[index], at: .zero)
      #expect(forecast?.jobsAhead == index)
      #expect(abs(seconds(forecast) - Double(index + 1) / 100) < 0.001)
    }
    #expect(board.forecast(of: Samples.id(), at: .zero) == nil)
    let next = board.forecast(ofNext: .normal, for: Self.account, at: .zero)
    #expect(next.jobsAhead == 300)
  }

  @Test(
    "A wait is foretold by the weights by which the classes take turns",
    arguments: [
      // 101 at 80 a second; at 50 a second until the others are done; last of all.
      (ClassWeights.standard, 1.2625), (ClassWeights(renewal: 1, normal: 1, bulk: 1), 2.01),
      (ClassWeights(renewal: 1, normal: 1, bulk: 100), 2.01),
    ])
  func weights(weights: ClassWeights, expected: Double) {
    var board = QueueBoard(
      meter: DrainMeter(laneCount: 1, serviceTime: .milliseconds(10)), weights: weights)
    for number in 1...200 {
      board.accepted(
        Samples.id(), of: nil,
        at: Self.position(Int64(number), number.isMultiple(of: 2) ? .normal : .bulk), now: .zero)
    }
    let next = board.forecast(ofNext: .normal, for: Self.account, at: .zero)
    #expect(abs(seconds(next) - expected) < 0.001, "\(seconds(next))")
  }

  @Test("Those that are in hand are still ahead, and those that have ended no longer")
  func ends() {
    var (board, orders) = Self.board(with: 300)
    for order in orders.prefix(100) { board.ended(order, now: .milliseconds(1)) }
    #expect(board.forecast(of: orders[299], at: .milliseconds(1))?.jobsAhead == 199)
    #expect(board.forecast(of: orders[0], at: .milliseconds(1)) == nil)
    #expect(board.jobCount == 200)
  }

  @Test("An end that comes before the acceptance was noted leaves nothing behind")
  func endedEarly() {
    var board = Self.board()
    let order: OrderID = Samples.id()
    board.announce(order)
    #expect(board.jobCount == 1)
    board.ended(order, now: .zero)
    board.accepted(order, of: Self.account, at: Self.position(1), now: .zero)
    #expect(board.jobCount == 0)
    #expect(board.forecast(ofNext: .normal, for: Self.account, at: .zero).jobsAhead == 0)
  }

  @Test("Of two finalizes of one order the refused one doesn't hide its early end from the other")
  func announcedTwice() {
    for isWithdrawnFirst in [true, false] {
      var board = Self.board()
      let order: OrderID = Samples.id()
      board.announce(order)
      board.announce(order)
      if isWithdrawnFirst { board.withdraw(order) }
      board.ended(order, now: .zero)
      if !isWithdrawnFirst { board.withdraw(order) }
      board.accepted(order, of: Self.account, at: Self.position(1), now: .zero)
      #expect(board.jobCount == 0)
      #expect(board.forecast(ofNext: .normal, for: Self.account, at: .zero).jobsAhead == 0)
    }
  }

  @Test("One that wasn't accepted leaves nothing behind; one that was is kept")
  func withdrawn() {
    var board = Self.board()
    let (refused, accepted): (OrderID, OrderID) = (Samples.id(), Samples.id())
    board.announce(refused)
    board.withdraw(refused)
    board.announce(accepted)
    board.accepted(accepted, of: nil, at: Self.position(1), now: .zero)
    board.withdraw(accepted)
    #expect(board.jobCount == 1)
    #expect(board.forecast(of: accepted, at: .zero)?.jobsAhead == 0)
  }

  @Test("Classes share the line by their weights, and what one leaves falls to the others")
  func classes() {
    var board = Self.board()
    var number: Int64 = 0
    var last: [QueueClass: OrderID] = [:]
    for queueClass in QueueClass.allCases {
      for _ in 0..<1200 {
        number += 1
        let order: OrderID = Samples.id()
        last[queueClass] = order
        board.accepted(order, of: nil, at: Self.position(number, queueClass), now: .zero)
      }
    }
    // 13 parts: renewals have 8, so 1200 of them take 1200 × 13 / 8 turns.
    let renewals = board.forecast(of: last[.renewal] ?? Samples.id(), at: .zero)
    #expect(abs(seconds(renewals) - 19.5) < 0.1, "\(seconds(renewals))")
    // Then normal ones have 4 of 5: 600 are left after 1950 turns, and take 750.
    let normal = board.forecast(of: last[.normal] ?? Samples.id(), at: .zero)
    #expect(abs(seconds(normal) - 27) < 0.1, "\(seconds(normal))")
    let bulk = board.forecast(of: last[.bulk] ?? Samples.id(), at: .zero)
    #expect(abs(seconds(bulk) - 36) < 0.1, "\(seconds(bulk))")
  }

  @Test("Law 4: an account that floods is told of its excess, and the others of none of it")
  func flood() {
    var board = Self.board()
    // 1,000 jobs, placed ten apart once the first 32 are there.
    for number in Int64(1)...1000 {
      let place = max(number, (number - 32) * 10)
      board.accepted(
        Samples.id(), of: Self.account, at: Self.position(number, place: place), now: .zero)
    }
    let other = board.forecast(ofNext: .normal, for: Samples.id(), at: .zero)
    #expect(other.jobsAhead < 140)
    #expect(board.forecast(ofNext: .normal, for: Self.account, at: .zero).jobsAhead == 1000)
  }

  @Test("Who is put behind his share is told that others will overtake him")
  func overtaken() {
    var board = Self.board(jobsPerSecond: 100)
    for number in Int64(1)...100 {
      board.accepted(Samples.id(), of: nil, at: Self.position(number), now: .zero)
    }
    let late: OrderID = Samples.id()
    board.accepted(late, of: Self.account, at: Self.position(101, place: 1101), now: .zero)
    // Ten arrivals a second were counted of late: each second of waiting brings ten more ahead.
    let wait = seconds(board.forecast(of: late, at: .zero))
    #expect(wait > 1.05 && wait < 1.2, "\(wait)")
  }

  @Test("What a start takes over is waited for, and is no arrival of that moment")
  func takenOver() {
    var (known, found) = (Self.board(), Self.board())
    for number in Int64(1)...100 {
      // Ten seconds of arrivals that were seen, and as many jobs that were there before.
      known.accepted(
        Samples.id(), of: Self.account, at: Self.position(number),
        now: .milliseconds(number * 100))
      found.takenOver(
        Samples.id(), of: Self.account, at: Self.position(number), now: .seconds(10))
    }
    let late: OrderID = Samples.id()
    for board in [known, found] {
      var board = board
      board.accepted(late, of: nil, at: Self.position(101, place: 1101), now: .seconds(10))
      #expect(board.forecast(of: late, at: .seconds(10))?.jobsAhead == 100)
    }
    found.accepted(late, of: nil, at: Self.position(101, place: 1101), now: .seconds(10))
    // Nobody is expected to overtake it, as nobody was seen to come.
    let wait = seconds(found.forecast(of: late, at: .seconds(10)))
    #expect(abs(wait - 1.01) < 0.001, "\(wait)")
    known.accepted(late, of: nil, at: Self.position(101, place: 1101), now: .seconds(10))
    #expect(seconds(known.forecast(of: late, at: .seconds(10))) > 1.05)
  }

  @Test("Law 4: who flooded before the start still stands behind what he had in the queue")
  func floodTakenOver() {
    var board = Self.board()
    board.takenOver(Samples.id(), of: Self.account, at: Self.position(1), now: .zero)
    board.takenOver(Samples.id(), of: Self.account, at: Self.position(2, place: 900), now: .zero)
    for number in Int64(3)...50 {
      board.takenOver(Samples.id(), of: Samples.id(), at: Self.position(number), now: .zero)
    }
    #expect(board.forecast(ofNext: .normal, for: Self.account, at: .zero).jobsAhead == 50)
    #expect(board.forecast(ofNext: .normal, for: nil, at: .zero).jobsAhead == 49)
  }

  @Test("Law 6: orders that fail make the queue shorter, and the HSM neither faster nor awake")
  func failures() {
    var (board, orders) = Self.board(with: 300)
    let rate = board.jobsPerSecond(at: .zero)
    // 100 are refused in a moment: at that rate a second's work would be done in ten milliseconds.
    for order in orders.prefix(100) { board.failed(order, now: .milliseconds(10)) }
    #expect(board.jobsPerSecond(at: .milliseconds(10)) ?? 0 <= rate ?? 0)
    #expect(board.forecast(of: orders[299], at: .milliseconds(10))?.jobsAhead == 199)
    // Nothing is signed for a minute, whatever is refused meanwhile.
    board.failed(orders[100], now: .seconds(59))
    #expect(board.forecast(of: orders[299], at: .seconds(60))?.outage == .seconds(60))
    #expect(board.jobsPerSecond(at: .seconds(60)) == nil)
  }

  @Test("An end that is told twice is one: the HSM has signed no more")
  func toldTwice() {
    var (once, orders) = Self.board(with: 300)
    var twice = once
    for (index, order) in orders.prefix(100).enumerated() {
      let now = Duration.milliseconds(10 * (index + 1))
      once.ended(order, now: now)
      for _ in 1...2 { twice.ended(order, now: now) }
    }
    #expect(twice.jobsPerSecond(at: .seconds(1)) == once.jobsPerSecond(at: .seconds(1)))
    #expect(twice.jobCount == 200)
  }

  @Test("A failure that comes before the acceptance was noted leaves nothing behind")
  func failedEarly() {
    var board = Self.board()
    let order: OrderID = Samples.id()
    board.announce(order)
    board.failed(order, now: .zero)
    board.accepted(order, of: Self.account, at: Self.position(1), now: .zero)
    #expect(board.jobCount == 0)
  }

  @Test("The line keeps its order and counts as a sorted list does", arguments: [1, 2, 3])
  func line(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var line = QueueLine()
    var list: [QueueLine.Spot] = []
    for number in Int64(0)..<4000 {
      let spot = QueueLine.Spot(
        place: number + Int64.random(in: 0...900, using: &generator), number: number)
      line.insert(spot)
      list.append(spot)
      if Int.random(in: 0..<3, using: &generator) == 0 {
        list.sort()
        line.remove(list.removeFirst())
      }
    }
    list.sort()
    #expect(line.count == list.count)
    for index in stride(from: 0, to: list.count, by: 7) {
      #expect(line.count(before: list[index]) == index)
    }
  }
}
