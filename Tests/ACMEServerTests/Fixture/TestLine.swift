import AuthorityModel
import CertificateFormats
import Registration
import Signing
import Storage
import Synchronization
import X509

/// How a test CA's certificates are signed, and how much it takes on.
struct TestLine: Sendable {
  var admission = AdmissionTerms(longestWait: .seconds(600), capacity: 10_000)
  var finalizeWait = Duration.seconds(20)
  /// How long the answer to a challenge waits for its validation.
  var answerWait = Duration.seconds(20)
  /// Lets signatures pass, or holds them.
  let gate = SignatureGate()
  /// What waits are measured by: it goes on only when it is told to.
  let time = SteadyTime()
  let forecaster: QueueForecaster

  /// - Parameter jobsPerSecond: What the line is expected to do before anything was measured.
  init(jobsPerSecond: Int = 1000) {
    forecaster = QueueForecaster(
      InProcessJobSignals<ContinuousClock>(),
      board: QueueBoard(
        meter: DrainMeter(laneCount: 1, serviceTime: .seconds(1) / jobsPerSecond)),
      clock: time.clock)
  }
}

/// Time that passes only when a test says so.
final class SteadyTime: Sendable {
  private let time = Mutex(Duration.seconds(1000))

  var clock: SteadyClock { SteadyClock { self.time.withLock(\.self) } }

  func advance(by duration: Duration) { time.withLock { $0 += duration } }
}

/// Holds signatures back until it is opened.
final class SignatureGate: Sendable {
  private struct State {
    var isOpen = true
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func close() { state.withLock { $0.isOpen = false } }

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}

/// A signer behind a gate.
struct HeldSigner: Signer {
  private let base: SoftwareSigner
  private let gate: SignatureGate

  init(_ base: SoftwareSigner, gate: SignatureGate) {
    self.base = base
    self.gate = gate
  }

  var publicKey: Certificate.PublicKey { base.publicKey }
  var algorithm: SignatureAlgorithm { base.algorithm }
  var verifiesSignatures: Bool { base.verifiesSignatures }

  func signature(for bytes: [UInt8]) async throws(SigningError) -> [UInt8] {
    await gate.pass()
    return try await base.signature(for: bytes)
  }
}
