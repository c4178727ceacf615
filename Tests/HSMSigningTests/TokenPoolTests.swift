import CertificateFormats
import Foundation
import HSMSigning
import Logging
import Signing
import SwiftASN1
import Synchronization
import Testing
import X509

@testable import Cryptoki

/// Against a real SoftHSM.
@Suite("A token pool")
struct TokenPoolTests {
  private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

  private func configuration(_ token: Token) -> TokenConfiguration {
    TokenConfiguration(
      name: "primary", modulePath: SoftHSM.modulePath, selection: .serial(token.serial),
      sessionCount: 4, operationTimeout: .seconds(30))
  }

  private func open(_ configuration: TokenConfiguration) async throws -> TokenPool {
    try await TokenPool.open(
      configuration, pinSource: FixedPINSource(PIN(SoftHSM.userPIN)),
      ledger: InProcessLoginLedger(), logger: logger)
  }

  /// A token, and what the body makes on it in a session that is closed afterwards.
  private func makeToken<Made>(_ body: (Session) throws -> Made) throws -> (Token, Made) {
    let token = try SoftHSM.makeToken()
    let session = try SoftHSM.module.get().openSession(slot: token.slotID, access: .readWrite)
    try session.login(with: PIN(SoftHSM.userPIN))
    return (token, try body(session))
  }

  private func publicKey(_ pair: GeneratedKeyPair) throws -> Certificate.PublicKey {
    try Certificate.PublicKey(derEncoded: pair.subjectPublicKeyInfo)
  }

  @Test("signs with every type of key for 64 tasks at once", arguments: KeyPairType.allCases)
  func signing(type: KeyPairType) async throws {
    let (token, pair) = try makeToken { try $0.generateKeyPair(type, label: "r1") }
    let pool = try await open(configuration(token))
    for await status in pool.changes() where status.isReady { break }
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: publicKey(pair))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let message = Array("message \(number)".utf8)
          let signature = try await signer.signature(for: message)
          return signer.publicKey.isValidSignature(
            signature, for: message, signatureAlgorithm: signer.algorithm.x509)
        }
      }
      for try await isValid in group { #expect(isValid) }
    }
    await pool.shutdown()
    #expect(pool.status.lanes.open == 0)
    await #expect(throws: SigningError.shutDown) { try await signer.signature(for: [1]) }
  }

  @Test("sends a wrong PIN once, then waits for another one or the operator's word (law 8)")
  func wrongPIN() async throws {
    let (token, pair) = try makeToken { try $0.generateKeyPair(.p256, label: "r1") }
    let source = ChangeablePIN("0000")
    let ledger = InProcessLoginLedger()
    let pool = try await TokenPool.open(
      configuration(token), pinSource: source, ledger: ledger, logger: logger)
    let reason = try #require(pool.status.state.reason)
    #expect(pool.status.state == .parked(reason: reason))
    #expect(
      reason.hasSuffix(
        "It was tried once and is not tried again; correct the PIN, or run chancery admin hsm unpark "
          + "--config FILE"
      )
    )
    let signer = try await pool.signer(forKey: .label("r1"), certificateKey: publicKey(pair))
    await #expect(throws: SigningError.tokenParked(token: "primary", reason: reason)) {
      _ = try await signer.signature(for: [1])
    }
    // Another start with the same file doesn't even ask for the PIN.
    let next = try await TokenPool.open(
      configuration(token), pinSource: source, ledger: ledger, logger: logger)
    #expect(next.status.state == .parked(reason: reason))
    #expect(source.reads == 1)
    await next.shutdown()
    // Mended, it unparks by itself.
    let changes = pool.changes()
    source.change(to: SoftHSM.userPIN)
    for await status in changes where status.isReady { break }
    #expect(source.reads == 2)
    #expect(ledger.record(ofToken: "primary") == nil)
    _ = try await signer.signature(for: [1])
    await pool.shutdown()
  }

  @Test("unparks at the operator's word, with one try more")
  func unparking() async throws {
    let (token, _) = try makeToken { _ in }
    let source = ChangeablePIN("0000")
    let pool = try await TokenPool.open(
      configuration(token), pinSource: source, ledger: InProcessLoginLedger(), logger: logger)
    #expect(try await pool.unpark().state.word == "parked")
    #expect(source.reads == 2)
    await pool.shutdown()
  }

  @Test("says which tokens there are when its own is not")
  func missingToken() async throws {
    let (token, _) = try makeToken { _ in }
    var configuration = configuration(token)
    configuration.selection = .label("nobody's")
    let error = try await #require(throws: SigningError.self) {
      _ = try await open(configuration)
    }
    #expect(error.description.hasPrefix("no token with label \"nobody's\" in "))
    #expect(error.description.contains(token.serial))
  }

  @Test("refuses keys that do not belong to the certificate, and says which")
  func wrongKeys() async throws {
    let (token, pairs) = try makeToken { session in
      (
        r1: try session.generateKeyPair(.p256, label: "r1", id: [0x01]),
        r2: try session.generateKeyPair(.p256, label: "r2", id: [0x02]),
        twin: try session.generateKeyPair(.p256, label: "twin", id: [0x0a]),
        rsa: try session.generateKeyPair(.rsa2048, label: "rsa", id: [0x0c]),
        other: try session.generateKeyPair(.p256, label: "twin", id: [0x0b])
      )
    }
    let pool = try await open(configuration(token))
    let r1 = try publicKey(pairs.r1)
    let r2 = try publicKey(pairs.r2)

    await #expect(
      throws: SigningError.keyMissing(
        key: "label \"r9\"", token: "primary",
        present: [
          "\"r1\" (id 01)", "\"r2\" (id 02)", "\"rsa\" (id 0c)", "\"twin\" (id 0a)",
          "\"twin\" (id 0b)",
        ])
    ) { _ = try await pool.signer(forKey: .label("r9"), certificateKey: r1) }

    await #expect(
      throws: SigningError.wrongKey(
        key: "id 02", expected: r1.fingerprint, found: r2.fingerprint)
    ) { _ = try await pool.signer(forKey: .id([2]), certificateKey: r1) }

    await #expect(
      throws: SigningError.wrongKeyType(key: "label \"rsa\"", expected: "P-256", found: "RSA")
    ) { _ = try await pool.signer(forKey: .label("rsa"), certificateKey: r1) }

    let ambiguous = try await #require(throws: SigningError.self) {
      _ = try await pool.signer(forKey: .label("twin"), certificateKey: r1)
    }
    guard case .keyAmbiguous("label \"twin\"", "primary", let ids) = ambiguous else {
      Issue.record("another error: \(ambiguous)")
      return
    }
    #expect(ids.sorted() == ["0a", "0b"])
    #expect(ambiguous.description.hasPrefix("2 private keys with label \"twin\" on token primary"))

    // One of the two is meant well enough by its id.
    let twin = try await pool.signer(forKey: .id([0x0a]), certificateKey: publicKey(pairs.twin))
    #expect(twin.publicKey.fingerprint == fingerprint(of: pairs.twin.subjectPublicKeyInfo))
    await pool.shutdown()
  }

  @Test("refuses a key that may not sign")
  func noRightToSign() async throws {
    let (token, publicKey) = try makeToken { session in
      let made = try session.generateKeyThatMayNotSign(label: "r1")
      let info = try #require(try session.subjectPublicKeyInfo(of: made))
      return try Certificate.PublicKey(derEncoded: info)
    }
    let pool = try await open(configuration(token))
    await #expect(throws: SigningError.keyMayNotSign(key: "label \"r1\"")) {
      _ = try await pool.signer(forKey: .label("r1"), certificateKey: publicKey)
    }
    await pool.shutdown()
  }

  @Test("proves a key whose public half the token does not hold (law 9)")
  func proof() async throws {
    let (token, pairs) = try makeToken { session in
      let pairs = [
        try session.generateKeyPair(.p256, label: "r1"),
        try session.generateKeyPair(.p256, label: "r2"),
      ]
      for pair in pairs { try session.destroy(pair.publicKey) }
      return pairs
    }
    let pool = try await open(configuration(token))
    let r1 = try publicKey(pairs[0])
    _ = try await pool.signer(forKey: .label("r1"), certificateKey: r1)
    await #expect(throws: SigningError.proofFailed(expected: r1.fingerprint)) {
      _ = try await pool.signer(forKey: .label("r2"), certificateKey: r1)
    }
    await pool.shutdown()
  }
}

/// A PIN that the operator changes, and whose readings are counted.
final class ChangeablePIN: PINSource {
  private let state: Mutex<(pin: String, revision: Int, reads: Int)>

  init(_ pin: String) { state = Mutex((pin, 0, 0)) }

  var reads: Int { state.withLock { $0.reads } }

  func change(to pin: String) { state.withLock { $0 = (pin, $0.revision + 1, $0.reads) } }

  func revision() -> String { "\(state.withLock { $0.revision })" }

  func pin() throws(SigningError) -> PIN {
    PIN(
      state.withLock { state in
        state.reads += 1
        return state.pin
      })
  }
}

extension Session {
  /// Makes what Chancery never makes: a P-256 key pair without `CKA_SIGN`.
  ///
  /// - Returns: The public key.
  fileprivate func generateKeyThatMayNotSign(label: String) throws -> ObjectHandle {
    // Types by their numbers in PKCS #11 v2.40: CKA_TOKEN, CKA_LABEL, CKA_EC_PARAMS, CKA_SIGN.
    var publicTemplate = AttributeTemplate()
    publicTemplate.set(0x001, true)
    publicTemplate.set(0x003, Array(label.utf8))
    publicTemplate.set(0x180, NamedCurve.p256.parameters)
    var privateTemplate = AttributeTemplate()
    privateTemplate.set(0x001, true)
    privateTemplate.set(0x003, Array(label.utf8))
    privateTemplate.set(0x108, false)
    // CKM_EC_KEY_PAIR_GEN
    return try generate(0x1040, publicTemplate, privateTemplate).publicKey
  }
}
