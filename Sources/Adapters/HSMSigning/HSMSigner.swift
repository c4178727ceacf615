package import CertificateFormats
package import Signing
package import X509

/// A signer whose private key never leaves its token.
///
/// Made by ``TokenPool/signer(forKey:certificateKey:)``.
package struct HSMSigner: Signer {
  let pool: TokenPool
  let key: RegisteredKey

  package var publicKey: Certificate.PublicKey { key.publicKey }
  package var algorithm: SignatureAlgorithm { key.algorithm }
  /// A handle may name another key after the device lost its sessions, so each one is.
  package let verifiesSignatures = true
  /// The name of the token.
  package var token: String { pool.name }

  package func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    try await signature(
      for: message, deadline: .now + pool.lanes.rules.operationTimeout, failsFast: false)
  }

  /// Signs, and verifies what the token returned before anybody sees it.
  ///
  /// That is done on the caller's thread; the lane has gone on to the next request. A session whose
  /// signature does not verify is not trusted again.
  func signature(
    for message: [UInt8], deadline: ContinuousClock.Instant, failsFast: Bool
  ) async throws(SigningError) -> [UInt8] {
    let input = key.algorithm.tokenInput(for: message)
    let key = key
    for attempt in 0..<Self.attemptLimit {
      let (raw, lane) = try await pool.lanes.perform(
        deadline: deadline, isUrgent: attempt > 0, failsFast: failsFast
      ) { session, lane throws(LaneFault) in
        let handle = try session.handle(of: key)
        return (
          try session.rawSignature(of: input, with: handle, key.algorithm.mechanism), lane
        )
      }
      if let signature = key.algorithm.content(ofRaw: raw), key.verifies(signature, for: message) {
        return signature
      }
      pool.lanes.distrust(lane, LaneFault(unverified, .newSession))
    }
    throw unverified
  }

  private var unverified: SigningError {
    .tokenUnavailable(
      token: pool.name,
      reason: "it returned a signature that does not verify under the public key of "
        + "\(key.selection); the handle may name another key")
  }

  private static let attemptLimit = 3
}
