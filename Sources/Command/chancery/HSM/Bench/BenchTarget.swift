import AuthorityModel
import AuthorityService
import Cryptoki
import Foundation
import HSMDiagnostics

/// The token and the key that are measured, with the session that holds the key.
struct BenchTarget {
  private let door: TokenDoor
  private let session: Session
  private let profile: VendorProfile
  private let key: BenchmarkKey
  private let work: SignatureWork
  /// For the pool, which logs in itself.
  private let pin: PIN?

  /// Opens the token, logs in, and finds or makes the key.
  init(_ access: TokenAccess, options: HSM.Bench) throws {
    door = try TokenDoor(access)
    profile =
      access.vendor.map { VendorProfile.named($0) }
      ?? .recognise(
        modulePath: door.module.path, info: try? door.module.info(), token: door.token)
    // Got once for both logins: a prompt must not ask twice, and a variable is erased when read.
    pin =
      options.path == .pool && door.token.flags.contains(.loginRequired) ? try access.pin() : nil
    session = try door.session(force: options.login.force, pin: pin)
    key =
      if let name = options.key.name {
        try BenchmarkKey(finding: name.selection, in: session, profile: profile)
      } else {
        try BenchmarkKey(
          generating: options.keyType.keyPairType, in: session, profile: profile)
      }
    work = try SignatureWork(
      subjectPublicKeyInfo: key.subjectPublicKeyInfo, mechanism: options.mechanism)
  }

  /// Measures, shows progress meanwhile, and destroys what was made for the occasion.
  ///
  /// - Returns: What was found, and what ended it early.
  func measure(
    options: HSM.Bench, date: Timestamp
  ) async -> (BenchmarkReport, failure: BenchmarkError?) {
    let progress = BenchmarkProgress()
    let interruption = Interruption { progress.stop() }
    let outcome = await outcome(options: options, progress: progress)
    withExtendedLifetime(interruption) {}
    // Session objects end with their session anyway.
    try? key.destroyIfEphemeral(in: session)
    let context = BenchmarkContext(
      module: door.module, token: door.token, profile: profile, key: key, work: work,
      path: options.path, date: date.date.formatted(.iso8601), chancery: Release.version)
    let report = BenchmarkReport(
      context: context, steps: outcome.steps, notes: notes(outcome, options: options))
    guard case .failed(let error) = outcome.end else { return (report, nil) }
    return (report, error)
  }

  private func outcome(
    options: HSM.Bench, progress: BenchmarkProgress
  ) async -> BenchmarkOutcome {
    switch options.path {
    case .session:
      let source = SessionSource(
        module: door.module, slotID: door.token.slotID, profile: profile, key: key, work: work)
      return await outcome(source, options: options, progress: progress)
    case .pool:
      let source = PooledSource(
        modulePath: door.module.path, token: door.token, profile: profile, pin: pin, key: key,
        work: work)
      return await outcome(source, options: options, progress: progress)
    }
  }

  private func outcome(
    _ source: some SignatureSource, options: HSM.Bench, progress: BenchmarkProgress
  ) async -> BenchmarkOutcome {
    let display = BenchDisplay(progress: progress)
    let benchmark = Benchmark(
      source: source, schedule: options.schedule(limit: sessionLimit),
      warmUp: options.warmUp, length: options.length, progress: progress)
    return await withTaskGroup { group in
      group.addTask { await display.run() }
      let outcome = await benchmark.run { display.show($0) }
      group.cancelAll()
      return outcome
    }
  }

  /// How many sessions there may be beside the one that holds the key.
  private var sessionLimit: Int {
    [door.token.maximumSessionCount.map(Int.init(clamping:)), profile.sessionLimit]
      .compactMap(\.self).map { $0 - 1 }.min() ?? .max
  }
}

extension KeyName {
  fileprivate var selection: BenchmarkKey.Selection {
    switch self {
    case .label(let label): .label(label)
    case .id(let id): .id(id)
    }
  }
}

extension BenchTarget {
  /// What a reader of the report should know of how it ended.
  private func notes(_ outcome: BenchmarkOutcome, options: HSM.Bench) -> [String] {
    key.isEphemeral
      ? endNotes(outcome, options: options) + [
        "Measured with a session key, as no key was named. A key that is stored in the token may be "
          + "slower: name the CA's by --label."
      ]
      : endNotes(outcome, options: options)
  }

  private func endNotes(_ outcome: BenchmarkOutcome, options: HSM.Bench) -> [String] {
    switch outcome.end {
    case .complete where options.sessions == nil && outcome.steps.last?.sessions == sessionLimit:
      [
        "The token allows \(sessionLimit + 1) sessions, one of which holds the key, so the "
          + "measurement ended there."
      ]
    case .complete:
      []
    case .sessionLimit(let opened):
      ["The token allowed \(opened) sessions and no more, so the measurement ended there."]
    case .interrupted where outcome.steps.isEmpty:
      ["Interrupted before anything was measured."]
    case .interrupted:
      ["Interrupted: this is what was measured until then."]
    case .failed(let error):
      ["The measurement ended early: \(error)."]
    }
  }
}
