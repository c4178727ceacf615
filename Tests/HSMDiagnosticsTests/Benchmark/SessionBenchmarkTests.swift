import Cryptoki
import ReportPages
import Testing

@testable import HSMDiagnostics

@Suite("Benchmarks against a real SoftHSM")
struct SessionBenchmarkTests {
  private let module: CryptokiModule
  private let session: Session
  private let profile = VendorProfile.named(.softhsm)

  init() throws {
    module = try SoftHSM.module.get()
    session = try SoftHSM.makeSession()
  }

  /// Measures few signatures with a key that lives no longer than its session.
  private func outcome(
    _ type: KeyPairType, _ mechanism: BenchmarkMechanism? = nil, counts: [Int] = [1, 3],
    length: BenchmarkStep.Length = .count(20), progress: BenchmarkProgress = BenchmarkProgress(),
    tampering: (inout BenchmarkKey, Session) throws -> Void = { _, _ in }
  ) async throws -> BenchmarkOutcome {
    var key = try BenchmarkKey(generating: type, in: session, profile: profile)
    let work = try SignatureWork(
      subjectPublicKeyInfo: key.subjectPublicKeyInfo, mechanism: mechanism)
    try tampering(&key, session)
    let source = SessionSource(
      module: module, slotID: session.slotID, profile: profile, key: key, work: work)
    return await Benchmark(
      source: source, schedule: .counts(counts), warmUp: .zero, length: length,
      progress: progress
    ).run { _ in }
  }

  @Test(
    "Every mechanism's signatures verify",
    arguments: [
      (KeyPairType.p256, nil), (.p384, .ecdsa), (.rsa2048, .rsaPKCS), (.rsa2048, .rsaPSS),
    ] as [(KeyPairType, BenchmarkMechanism?)])
  func mechanisms(type: KeyPairType, mechanism: BenchmarkMechanism?) async throws {
    let outcome = try await outcome(type, mechanism)
    #expect(outcome.end == .complete)
    #expect(outcome.steps.map(\.sessions) == [1, 3])
    #expect(outcome.steps.map(\.signatures) == [20, 20])
    // The first, second, fourth, eighth and sixteenth of the one session.
    #expect(outcome.steps.first?.verified == 5)
    for step in outcome.steps {
      #expect(step.signaturesPerSecond > 0)
      #expect(step.p50 > 0 && step.p50 <= step.p99 && step.p99 <= step.max)
      #expect(step.distribution.map(\.count).reduce(0, +) == 20)
    }
  }

  @Test("A step lasts as long as it was told to")
  func time() async throws {
    let outcome = try await outcome(.p256, counts: [2], length: .time(.milliseconds(200)))
    let step = try #require(outcome.steps.first)
    #expect(step.seconds >= 0.2)
    #expect(step.signatures > 2)
  }

  @Test(
    "A key of one's own is found by its label, and one that isn't there is answered by those that are"
  )
  func keys() throws {
    let made = try session.generateKeyPair(.p256, label: "r1")
    let found = try BenchmarkKey(finding: .label("r1"), in: session, profile: profile)
    #expect(found.subjectPublicKeyInfo == made.subjectPublicKeyInfo)
    #expect(throws: BenchmarkError.self) {
      try BenchmarkKey(finding: .label("r2"), in: session, profile: profile)
    }
    do throws(BenchmarkError) {
      _ = try BenchmarkKey(finding: .label("r2"), in: session, profile: profile)
    } catch {
      #expect(error.description.contains("there is no private key with label \"r2\""))
      #expect(error.description.contains("\"r1\""))
    }
  }

  @Test("Nothing of a key made for the occasion stays")
  func ephemeral() throws {
    let key = try BenchmarkKey(generating: .p256, in: session, profile: profile)
    #expect(try session.objects(matching: ObjectQuery(.privateKey)).count == 1)
    try key.destroyIfEphemeral(in: session)
    #expect(try session.objects(matching: ObjectQuery()).isEmpty)
  }

  @Test("A module that refuses ends the benchmark, with its code explained")
  func refusal() async throws {
    let outcome = try await outcome(.p256) { key, session in
      try key.destroyIfEphemeral(in: session)
    }
    #expect(outcome.steps.isEmpty)
    guard case .failed(.refused("C_SignInit", let result, let name, let advice)) = outcome.end
    else {
      Issue.record("ended otherwise: \(outcome.end)")
      return
    }
    #expect(name == profile.name(of: result))
    #expect(advice == profile.advice(for: result, in: "C_SignInit"))
  }

  @Test("A signature by another key is not counted")
  func otherKey() async throws {
    let outcome = try await outcome(.p256) { key, session in
      key = try BenchmarkKey(generating: .p256, in: session, profile: profile)
    }
    #expect(outcome.end == .failed(.wrongSignature(sessions: 1)))
    #expect(outcome.steps.isEmpty)
  }

  @Test("Stopped before it began, it measured nothing")
  func stopped() async throws {
    let progress = BenchmarkProgress()
    progress.stop()
    let outcome = try await outcome(.p256, progress: progress)
    #expect(outcome.end == .interrupted)
    #expect(outcome.steps.isEmpty)
  }

  @Test("A mechanism that doesn't go with the key is refused")
  func mismatch() throws {
    let key = try BenchmarkKey(generating: .p256, in: session, profile: profile)
    #expect(throws: BenchmarkError.mechanismMismatch(mechanism: .rsaPSS, key: "P-256")) {
      try SignatureWork(subjectPublicKeyInfo: key.subjectPublicKeyInfo, mechanism: .rsaPSS)
    }
  }
}
