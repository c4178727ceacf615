import AuthorityModel
import Signing
import Storage
import Testing

@testable import Issuance

@Suite("The issuing line")
struct IssuingLineTests {
  private static let now = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
  private static let away = SigningError.tokenUnavailable(token: "a", reason: "no session")

  private var line = IssuingLine(.init(signingPlaces: 2, patience: .seconds(15)))

  private static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: now, using: &generator)
  }

  private static func job(_ number: Int64, wasLost: Bool = false) -> Job {
    Job(
      position: QueuePosition(number: number, queueClass: .normal, place: number), order: id(),
      account: id(),
      request: CertificateRequest(subjectPublicKeyInfo: [], names: [], profile: "default"),
      acceptedAt: now, attempts: 1, wasLost: wasLost, state: .queued)
  }

  private mutating func decide() -> IssuingLine.Decisions { line.takeDecisions(at: .zero) }

  /// As after a start whose first claims found one job, and nothing else: classes are claimed freely.
  private mutating func open() -> IssuingLine.Ticket {
    _ = decide()
    _ = line.admit([], at: .zero)
    #expect(decide().claim == .alone(.normal))
    let ticket = line.admit([Self.job(1)], at: .zero).admitted[0].ticket
    #expect(decide().claim?.isAlone == false)
    return ticket
  }

  /// Takes a job to the signer, which fails.
  private mutating func fail(_ ticket: IssuingLine.Ticket) {
    line.prepared(ticket, at: .zero)
    #expect(decide().called == ticket)
    line.reachedSigner(ticket, at: .zero)
    _ = line.signerFailed(ticket, with: Self.away, time: Self.now)
  }

  @Test("a job that comes while the queue is being read is looked for at once")
  mutating func signalDuringClaim() {
    let ticket = open()
    fail(ticket)
    // The claim of before is still under way, and whoever waits out the pause also looks.
    let pausing = decide()
    #expect(pausing.pause != nil)
    #expect(pausing.mustLook)
    // A job is told of, too late for the claim that reads the queue.
    line.looked(at: .zero)
    line.pauseEnded()
    _ = decide()
    _ = line.admit([], at: .zero)
    #expect(!line.waitsForLook)
    line.prepared(ticket, at: .zero)
    #expect(decide().called == ticket)
    line.reachedSigner(ticket, at: .zero)
    _ = line.signed(ticket, at: .zero, time: Self.now)
    // Nothing more has to be told: the queue is read again.
    #expect(decide().claim != nil)
  }

  @Test("a job that comes while classes are asked in turn is looked for at once")
  mutating func signalBetweenSingles() {
    for queueClass in QueueClass.allCases {
      #expect(decide().claim == .alone(queueClass))
      if queueClass == .normal { line.looked(at: .zero) }
      _ = line.admit([], at: .zero)
    }
    #expect(decide().claim?.isAlone == false)
  }

  @Test("where nobody was told of a job meanwhile, an empty queue is read once")
  mutating func emptyQueue() {
    for _ in QueueClass.allCases {
      #expect(decide().claim != nil)
      _ = line.admit([], at: .zero)
    }
    let decisions = decide()
    #expect(decisions.claim == nil)
    #expect(decisions.mustLook)
    line.looked(at: .zero)
    #expect(decide().claim != nil)
    _ = line.admit([], at: .zero)
    #expect(decide().claim == nil)
  }

  @Test("Law 3: a suspect goes back with those behind it, and is tried with nothing else in hand")
  mutating func suspect() {
    let first = open()
    let jobs = [2, 3, 4, 5].map { Self.job($0, wasLost: $0 == 4) }
    let admission = line.admit(jobs, at: .zero)
    #expect(admission.admitted.map(\.job.position.number) == [2, 3])
    #expect(admission.returned.map(\.position.number) == [4, 5])
    for ticket in [first] + admission.admitted.map(\.ticket) {
      #expect(decide().claim == nil)
      line.left(ticket)
    }
    #expect(decide().claim == nil)
    line.cameBack()
    #expect(decide().claim == nil)
    line.cameBack()
    #expect(decide().claim == .alone(.normal))
    let trial = line.admit([Self.job(4, wasLost: true)], at: .zero)
    #expect(trial.admitted.count == 1)
    #expect(decide().claim == nil)
    line.left(trial.admitted[0].ticket)
    #expect(decide().claim == .alone(.normal))
    // One that is above suspicion, and the line is open again.
    _ = line.admit([Self.job(5)], at: .zero)
    #expect(decide().claim?.isAlone == false)
  }
}
