import CertificateFormats
import Cryptoki
import HSMDiagnostics
import HSMSigning
import Logging
import Signing
import SwiftASN1
import X509

/// Signatures from the pool of sessions, asked for as the CA does: what Chancery makes of the module.
struct PooledSource: SignatureSource {
  /// How many requests there are for each session, so that none waits for a request.
  private static let requestsPerSession = 2

  private let configuration: TokenConfiguration
  private let key: KeySelection
  private let publicKey: Certificate.PublicKey
  private let message: [UInt8]

  init(
    modulePath: String, token: Token, pin: PIN?, key: BenchmarkKey, work: SignatureWork
  ) throws(BenchmarkError) {
    configuration = TokenConfiguration(
      name: token.label, modulePath: modulePath, selection: .slot(token.slotID),
      pin: pin ?? PIN(""), operationTimeout: .seconds(30))
    self.key = .id(key.id)
    message = work.message
    do {
      publicKey = try Certificate.PublicKey(derEncoded: key.subjectPublicKeyInfo)
    } catch {
      throw .unsupportedKey(found: work.keyName)
    }
  }

  func isValid(_ signature: [UInt8]) -> Bool {
    guard let algorithm = SignatureAlgorithm(of: publicKey) else { return false }
    return publicKey.isValidSignature(
      signature, for: message, signatureAlgorithm: algorithm.x509)
  }

  func measure(
    _ step: BenchmarkStep, progress: BenchmarkProgress
  ) async throws(BenchmarkError) -> StepTally {
    progress.begin(.opening, sessions: step.sessions)
    var configuration = configuration
    configuration.sessionCount = step.sessions
    do throws(SigningError) {
      let pool = try await TokenPool.open(configuration, logger: Self.silentLogger)
      let result = await Self.result(of: pool) { () throws(SigningError) in
        let signer = try await pool.signer(forKey: key, certificateKey: publicKey)
        return try await tally(step, signer, progress: progress)
      }
      return try result.get()
    } catch {
      throw .pool(reason: error.description)
    }
  }

  /// Shuts the pool down, whatever came of the work with it.
  private static func result(
    of pool: TokenPool, _ work: () async throws(SigningError) -> StepTally
  ) async -> Result<StepTally, SigningError> {
    let result: Result<StepTally, SigningError>
    do throws(SigningError) {
      result = .success(try await work())
    } catch {
      result = .failure(error)
    }
    await pool.shutdown()
    return result
  }

  private func tally(
    _ step: BenchmarkStep, _ signer: HSMSigner, progress: BenchmarkProgress
  ) async throws(SigningError) -> StepTally {
    progress.begin(.warmingUp, sessions: step.sessions)
    let warmUp = BenchmarkStep(
      sessions: step.sessions, warmUp: .zero, length: .time(step.warmUp))
    _ = try await lanes(warmUp, signer, progress: progress)
    progress.begin(.measuring, sessions: step.sessions)
    let processorTime = ProcessorTime.now
    let start = MonotonicTime.now
    let lanes = try await lanes(step, signer, progress: progress)
    return StepTally(
      step: step, lanes: lanes, seconds: MonotonicTime.now.seconds(since: start),
      processorSeconds: ProcessorTime.now - processorTime)
  }

  /// Asks for signatures with as many tasks as keep all sessions busy.
  private func lanes(
    _ step: BenchmarkStep, _ signer: HSMSigner, progress: BenchmarkProgress
  ) async throws(SigningError) -> [LaneTally] {
    let results = await withTaskGroup(of: Result<LaneTally, SigningError>.self) { group in
      for _ in 0..<step.sessions * Self.requestsPerSession {
        group.addTask { await lane(step, signer, progress: progress) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var lanes: [LaneTally] = []
    for result in results { lanes.append(try result.get()) }
    return lanes
  }

  private func lane(
    _ step: BenchmarkStep, _ signer: HSMSigner, progress: BenchmarkProgress
  ) async -> Result<LaneTally, SigningError> {
    var tally = LaneTally()
    var before = MonotonicTime.now
    let (end, wanted) = step.limits(from: before)
    do throws(SigningError) {
      while before < end, !progress.isStopped, progress.takeTicket(of: wanted) {
        let signature = try await signer.signature(for: message)
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
