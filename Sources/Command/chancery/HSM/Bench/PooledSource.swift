import Cryptoki
import HSMDiagnostics
import HSMSigning
import Logging
import Signing

/// Signatures from the pool of sessions, asked for as the CA does: what Chancery makes of the module.
///
/// They are not verified one by one, as the CA's are, since that is no cost of the pool's.
struct PooledSource: SignatureSource {
  /// How many requests there are for each session, so that none waits for a request.
  private static let requestsPerSession = 2

  private let configuration: TokenConfiguration
  private let pin: PIN?
  private let key: BenchmarkKey
  private let work: SignatureWork

  init(
    modulePath: String, token: Token, profile: VendorProfile, pin: PIN?, key: BenchmarkKey,
    work: SignatureWork
  ) {
    // Slots may move when the pool connects anew; not every token has a serial number.
    let selection: TokenSelection =
      token.serial.allSatisfy { $0 == "0" } ? .label(token.label) : .serial(token.serial)
    configuration = TokenConfiguration(
      name: token.label, modulePath: modulePath, selection: selection, profile: profile,
      operationTimeout: .seconds(30))
    self.pin = pin
    self.key = key
    self.work = work
  }

  func isValid(_ signature: [UInt8]) -> Bool { work.isValid(signature) }

  func measure(
    _ step: BenchmarkStep, progress: BenchmarkProgress
  ) async throws(BenchmarkError) -> StepTally {
    progress.begin(.opening, sessions: step.sessions)
    var configuration = configuration
    configuration.sessionCount = step.sessions
    do throws(SigningError) {
      let pool = try await TokenPool.open(
        configuration, pinSource: FixedPINSource(pin ?? PIN("")), ledger: InProcessLoginLedger(),
        logger: Self.silentLogger)
      let tally = await result(of: pool, step, progress: progress)
      await pool.shutdown()
      return try tally.get()
    } catch {
      throw .pool(reason: error.description)
    }
  }

  private func result(
    of pool: TokenPool, _ step: BenchmarkStep, progress: BenchmarkProgress
  ) async -> Result<StepTally, SigningError> {
    do throws(SigningError) {
      if let error = pool.unavailability { throw error }
      progress.begin(.warmingUp, sessions: step.sessions)
      let warmUp = BenchmarkStep(
        sessions: step.sessions, warmUp: .zero, length: .time(step.warmUp))
      _ = try await lanes(warmUp, pool, progress: progress)
      progress.begin(.measuring, sessions: step.sessions)
      let processorTime = ProcessorTime.now
      let start = MonotonicTime.now
      let lanes = try await lanes(step, pool, progress: progress)
      return .success(
        StepTally(
          step: step, lanes: lanes, seconds: MonotonicTime.now.seconds(since: start),
          processorSeconds: ProcessorTime.now - processorTime))
    } catch {
      return .failure(error)
    }
  }

  /// Asks for signatures with as many tasks as keep all sessions busy.
  private func lanes(
    _ step: BenchmarkStep, _ pool: TokenPool, progress: BenchmarkProgress
  ) async throws(SigningError) -> [LaneTally] {
    let results = await withTaskGroup(of: Result<LaneTally, SigningError>.self) { group in
      for _ in 0..<step.sessions * Self.requestsPerSession {
        group.addTask { await lane(step, pool, progress: progress) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var lanes: [LaneTally] = []
    for result in results { lanes.append(try result.get()) }
    return lanes
  }

  private func lane(
    _ step: BenchmarkStep, _ pool: TokenPool, progress: BenchmarkProgress
  ) async -> Result<LaneTally, SigningError> {
    let (input, handle, mechanism) = (work.input, key.handle, work.mechanism.signing)
    var tally = LaneTally()
    var before = MonotonicTime.now
    let (end, wanted) = step.limits(from: before)
    do throws(SigningError) {
      while before < end, !progress.isStopped, progress.takeTicket(of: wanted) {
        let signature = try await pool.perform { session throws(CryptokiError) in
          try session.signature(of: input, with: handle, mechanism: mechanism)
        }
        let after = MonotonicTime.now
        tally.record(signature, nanoseconds: after.nanoseconds - before.nanoseconds)
        before = after
      }
      return .success(tally)
    } catch {
      progress.stop()
      return .failure(error)
    }
  }

  /// What goes wrong comes back as an error.
  private static var silentLogger: Logger {
    Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
  }
}
