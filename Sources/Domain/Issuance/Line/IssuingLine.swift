internal import AuthorityModel
internal import Signing
internal import Storage

/// The way from the queue to the certificate, as a value: it says how many jobs to claim and whom to
/// send to the signer next, and does nothing itself.
///
///     claimed ──▶ preparing ──▶ prepared ──▶ called ──▶ at the signer ──▶ storing ──▶ left
///                   │    ▲                                  │
///                   ▼    │                                  ▼ it failed
///                   apart                                prepared
///
/// Only `called` and `at the signer` take a signing place: no lane waits for a commit, and no commit for
/// a lane. Jobs are called in the order in which they were claimed (law 4); whoever must ask the world
/// first (CAA) stands apart meanwhile and holds nobody up. A job that the token didn't sign keeps its
/// turn, and after a pause it alone is tried.
///
/// Times are durations since whenever; only their differences count.
struct IssuingLine: Sendable {
  typealias Ticket = UInt64

  struct Terms: Sendable {
    /// How many jobs may be at the signer at once: its lanes, and some who wait at their doors.
    let signingPlaces: Int
    /// For how long a claimed job may wait for its turn; what is left of its lease is for the signer
    /// and the commit.
    let patience: Duration
    /// How many jobs may be apart before no more are claimed.
    var apartLimit = 64
    var weights = ClassWeights.standard
  }

  enum Stage: Sendable, Hashable {
    case preparing
    /// Asks the world; others may go first.
    case apart
    case prepared
    /// It is told to go to the signer and has not got there yet.
    case called
    case atSigner
    case storing

    fileprivate var isBeforeCall: Bool {
      switch self {
      case .preparing, .apart, .prepared: true
      case .called, .atSigner, .storing: false
      }
    }
  }

  struct Entry: Sendable {
    let job: Job
    let claimedAt: Duration
    var stage = Stage.preparing
    /// Whether its way to `prepared` says how long a claim and a reservation take.
    var isMeasured = true
    var sentAt = Duration.zero
  }

  struct Claim: Sendable {
    let since: Duration
    let quota: ClaimQuota
  }

  /// What the signer is known to do.
  enum Flow: Sendable, Hashable {
    case open
    /// It failed, and is left alone for a while.
    case pausing
    /// One job tries it.
    case trying
  }

  let terms: Terms
  var entries: [Ticket: Entry] = [:]
  /// Who has not been called, in their order.
  var queue: [Ticket] = []
  var counts: [Stage: Int] = [:]
  var flow = Flow.open
  var trouble = TokenTrouble()
  var rotation: ClassRotation
  var supply: SupplyControl
  var lastTicket: Ticket = 0
  /// The claim under way: when it began, and what it asks for.
  var claim: Claim?
  /// Nothing is claimed before somebody looks again: the queue was empty, or storage failed.
  var waitsForLook = false
  /// Jobs are claimed singly, as after a start: see ``IssuingLine/admit(_:at:)``.
  var isCautious = true
  /// Which class a single job is asked of next.
  var singleClass = 0
  /// How many classes in a row had none.
  var vainSingles = 0
  /// Claimed jobs that are on their way back to the queue because of a suspect among them.
  var returningCount = 0
  /// A look ended while the queue was being read: what it was told of may have come too late for that.
  var hasUnseenLook = false
  var isPauseUnderWay = false
  var isLookUnderWay = false
  var isShutDown = false
  /// Who was dismissed or is to be called, until the decisions are taken.
  var decisions = Decisions()

  init(_ terms: Terms) {
    self.terms = terms
    rotation = ClassRotation(terms.weights)
    supply = SupplyControl(signingPlaces: terms.signingPlaces)
  }

  func count(_ stage: Stage) -> Int { counts[stage, default: 0] }

  /// Nobody is in hand.
  var isEmpty: Bool { entries.isEmpty }

  mutating func move(_ ticket: Ticket, to stage: Stage) {
    guard let old = entries[ticket]?.stage else { return }
    counts[old, default: 0] -= 1
    counts[stage, default: 0] += 1
    entries[ticket]?.stage = stage
  }

  mutating func remove(_ ticket: Ticket) {
    guard let entry = entries.removeValue(forKey: ticket) else { return }
    counts[entry.stage, default: 0] -= 1
    guard entry.stage.isBeforeCall else { return }
    if let index = queue.firstIndex(of: ticket) { queue.remove(at: index) }
  }
}
