import AuthorityModel
import Conformance

/// What kind of history it is; all is drawn from the seed.
struct Plan {
  let share: AccountShare
  let jobs: Int
  let accounts: Int
  let floodPerMille: Int
  let issuers: Int
  let lanes: Int
  let faultsPerMille: Int
  let deaths: Int
  let outages: Int
  let clockJumps: Int
  let poisonPerMille: Int
  var triesLimit = 5
  /// The rule that was given up: whatever wasn't given back counts as a try.
  var isEveryLossHeldAgainstJobs = false
  /// Arrivals fill its first half, faults all of it; in milliseconds.
  let horizon: Int

  static let lease = 30_000

  /// By then every order has ended: leases and pauses may last an hour longer than they should where
  /// the clock was set back, and again for each time it was.
  var deadline: Int { horizon + (1 + clockJumps) * 3_700_000 + 600_000 }

  init(drawnFrom random: inout SeededGenerator) {
    let isQuiet = random.happens(300)
    share = random.happens(200) ? .off : AccountShare(percent: random.number(5...60), burst: 2)
    jobs = random.happens(30) ? random.number(40...90) : random.number(1...14)
    accounts = random.number(1...6)
    floodPerMille = random.happens(400) ? 800 : 0
    issuers = isQuiet || random.happens(600) ? 1 : random.number(2...3)
    lanes = random.number(1...3)
    faultsPerMille = isQuiet ? 0 : random.number(0...120)
    deaths = isQuiet ? 0 : random.number(0...2)
    outages = isQuiet ? 0 : random.number(0...1)
    clockJumps = isQuiet || random.happens(900) ? 0 : random.number(1...2)
    poisonPerMille = isQuiet || random.happens(800) ? 0 : 150
    horizon = random.number(50...1500)
  }

  /// Nothing goes wrong, so what is promised to the millisecond can be checked.
  var isQuiet: Bool {
    faultsPerMille == 0 && deaths == 0 && outages == 0 && clockJumps == 0 && poisonPerMille == 0
      && issuers == 1
  }
}
