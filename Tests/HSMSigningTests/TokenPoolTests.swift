import CertificateFormats
import Foundation
import HSMSigning
import Logging
import Signing
import SwiftASN1
import Testing
import X509

@testable import Cryptoki

/// Against a real SoftHSM.
@Suite("A token pool")
struct TokenPoolTests {
  private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

  private func configuration(_ token: Token, pin: String = SoftHSM.userPIN) -> TokenConfiguration {
    TokenConfiguration(
      name: "primary", modulePath: SoftHSM.modulePath, selection: .serial(token.serial),
      pin: PIN(pin), sessionCount: 4, operationTimeout: .seconds(30))
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
    let pool = try await TokenPool.open(configuration(token), logger: logger)
    #expect(pool.health.open == 4)
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
    #expect(pool.health.open == 0)
    await #expect(throws: SigningError.shutDown) { try await signer.signature(for: [1]) }
  }

  @Test("tries a wrong PIN once and says what to do (law 8)")
  func wrongPIN() async throws {
    let (token, _) = try makeToken { _ in }
    let error = try await #require(throws: SigningError.self) {
      _ = try await TokenPool.open(configuration(token, pin: "0000"), logger: logger)
    }
    #expect(
      error.description == "token primary is parked until its operator acts: C_Login returned "
        + "CKR_PIN_INCORRECT (0xa0): the PIN is wrong; tokens lock after a few tries, so correct it "
        + "before trying again. It was tried once and is not tried again; correct pin_file and "
        + "restart")
    #expect(!error.mayRetry)
  }

  @Test("says which tokens there are when its own is not")
  func missingToken() async throws {
    let (token, _) = try makeToken { _ in }
    var configuration = configuration(token)
    configuration.selection = .label("nobody's")
    let error = try await #require(throws: SigningError.self) {
      _ = try await TokenPool.open(configuration, logger: logger)
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
    let pool = try await TokenPool.open(configuration(token), logger: logger)
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
    let pool = try await TokenPool.open(configuration(token), logger: logger)
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
    let pool = try await TokenPool.open(configuration(token), logger: logger)
    let r1 = try publicKey(pairs[0])
    _ = try await pool.signer(forKey: .label("r1"), certificateKey: r1)
    await #expect(throws: SigningError.proofFailed(expected: r1.fingerprint)) {
      _ = try await pool.signer(forKey: .label("r2"), certificateKey: r1)
    }
    await pool.shutdown()
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
