import AuthorityModel
import CertificateFormats
import Signing
import Storage
import Synchronization
import Testing
import X509

/// A fault at one step of a job, before or after the step took effect.
struct Fault: Sendable, Hashable, CustomTestStringConvertible {
  enum Step: String, Sendable, CaseIterable {
    case claim, reserve, sign, store, fail, release, setAside
  }
  enum Side: String, Sendable, CaseIterable { case before, after }

  let step: Step
  let side: Side

  static func at(_ steps: Step...) -> [Fault] {
    steps.flatMap { step in Side.allCases.map { Fault(step: step, side: $0) } }
  }

  var testDescription: String { "\(side.rawValue) \(step.rawValue)" }
}

/// Strikes once where it was told to; from then on, if it is lasting, nothing works any more.
final class FaultSwitch: Sendable {
  private enum State { case armed, struck }

  private let fault: Fault
  private let isLasting: Bool
  private let state = Mutex(State.armed)

  init(_ fault: Fault, isLasting: Bool) {
    self.fault = fault
    self.isLasting = isLasting
  }

  var hasStruck: Bool { state.withLock { $0 == .struck } }

  /// - Returns: Whether what passes here fails.
  func strikes(_ step: Fault.Step, _ side: Fault.Side) -> Bool {
    state.withLock { state in
      switch state {
      case .struck: return isLasting
      case .armed:
        guard fault == Fault(step: step, side: side) else { return false }
        state = .struck
        return true
      }
    }
  }
}

/// A queue that fails on command.
struct FaultyJobStore: JobStore {
  let base: any JobStore
  let faults: FaultSwitch

  private func through<Result>(
    _ step: Fault.Step, _ body: () async throws(StorageError) -> Result
  ) async throws(StorageError) -> Result {
    if faults.strikes(step, .before) { throw .unavailable(reason: "a fault of the test") }
    let result = try await body()
    if faults.strikes(step, .after) { throw .unavailable(reason: "a fault of the test") }
    return result
  }

  func claim(_ quota: ClaimQuota, for issuer: IssuerRun, at now: Timestamp, until: Timestamp)
    async throws(StorageError) -> ClaimedJobs
  {
    try await through(.claim) { () async throws(StorageError) in
      try await base.claim(quota, for: issuer, at: now, until: until)
    }
  }

  func reserve(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> ReservationResult
  {
    try await through(.reserve) { () async throws(StorageError) in
      try await base.reserve(reservation, for: job, by: issuer)
    }
  }

  func store(_ certificate: [UInt8], for reservation: Reservation, job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> Bool
  {
    try await through(.store) { () async throws(StorageError) in
      try await base.store(certificate, for: reservation, job: job, by: issuer)
    }
  }

  func fail(_ job: Job, with failure: Failure, by issuer: IssuerRun) async throws(StorageError)
    -> Bool
  {
    try await through(.fail) { () async throws(StorageError) in
      try await base.fail(job, with: failure, by: issuer)
    }
  }

  func release(_ job: Job, until: Timestamp, by issuer: IssuerRun, excused: Bool)
    async throws(StorageError) -> Bool
  {
    try await through(.release) { () async throws(StorageError) in
      try await base.release(job, until: until, by: issuer, excused: excused)
    }
  }

  func releaseLeases(exceptOf issuer: IssuerRun) async throws(StorageError) {
    try await base.releaseLeases(exceptOf: issuer)
  }

  func setAside(
    _ job: Job, with failure: Failure, reason: String, at now: Timestamp, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool {
    try await through(.setAside) { () async throws(StorageError) in
      try await base.setAside(job, with: failure, reason: reason, at: now, by: issuer)
    }
  }

  func positions() async throws(StorageError) -> [QueueEntry] { try await base.positions() }

  func backlog() async throws(StorageError) -> Backlog { try await base.backlog() }
}
