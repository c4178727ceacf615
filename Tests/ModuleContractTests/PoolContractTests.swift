import CertificateFormats
import Cryptoki
import HSMSigning
import Logging
import Signing
import SwiftASN1
import Testing
import X509

/// Signing as the CA does it, on every module.
@Suite("A pool on every module", .serialized)
struct PoolContractTests {
  private let logger = Logger(label: "contract") { _ in SwiftLogNoOpLogHandler() }

  private func open(_ description: ModuleDescription) async throws -> TokenPool {
    try await TokenPool.open(
      TokenConfiguration(
        name: description.name, modulePath: description.module, selection: description.selection,
        sessionCount: 4, operationTimeout: .seconds(30)),
      pinSource: FixedPINSource(description.pin()), ledger: InProcessLoginLedger(), logger: logger)
  }

  @Test("signs for 32 tasks at once", arguments: ModuleDescription.all)
  func signing(_ description: ModuleDescription) async throws {
    let token = try OpenToken(description)
    for type in description.possibleTypes {
      try await token.withKeyPair(type) { pair, label in
        let pool = try await open(description)
        let signer = try await pool.signer(
          forKey: .label(label),
          certificateKey: Certificate.PublicKey(derEncoded: pair.subjectPublicKeyInfo))
        try await withThrowingTaskGroup(of: Bool.self) { group in
          for number in 0..<32 {
            group.addTask {
              let message = Array("message \(number)".utf8)
              let signature = try await signer.signature(for: message)
              return signer.publicKey.isValidSignature(
                signature, for: message, signatureAlgorithm: signer.algorithm.x509)
            }
          }
          for try await isValid in group { #expect(isValid, "\(type)") }
        }
        await pool.shutdown()
      }
    }
  }

  @Test("signs on when the module has started anew", arguments: ModuleDescription.all)
  func renewal(_ description: ModuleDescription) async throws {
    let token = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    let label = "contract-pool-renewal"
    let pair = try token.session.generateKeyPair(type, label: label)
    let pool = try await open(description)
    let signer = try await pool.signer(
      forKey: .label(label),
      certificateKey: Certificate.PublicKey(derEncoded: pair.subjectPublicKeyInfo))
    try await proveSigner(signer)
    try token.module.reinitialise(from: token.module.generation, waitingAtMost: .seconds(10))
    // Every session is gone, and the login with them; the pool finds out at the next signature.
    for _ in 0..<8 { try await proveSigner(signer) }
    await pool.shutdown()
    let renewed = try OpenToken(description)
    for object in try renewed.session.objects(matching: .init(label: label)) {
      try renewed.session.destroy(object)
    }
  }

  @Test("says which key is missing", arguments: ModuleDescription.all)
  func missingKey(_ description: ModuleDescription) async throws {
    let token = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    try await token.withKeyPair(type) { pair, _ in
      let pool = try await open(description)
      let publicKey = try Certificate.PublicKey(derEncoded: pair.subjectPublicKeyInfo)
      let error = try await #require(throws: SigningError.self) {
        _ = try await pool.signer(forKey: .label("contract-nobody"), certificateKey: publicKey)
      }
      #expect(error.description.contains("contract-nobody"))
      await pool.shutdown()
    }
  }
}
