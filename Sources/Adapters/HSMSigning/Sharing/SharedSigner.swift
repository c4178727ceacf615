package import CertificateFormats
package import Signing
package import X509
internal import Synchronization

/// One key that several tokens hold, who share its work by their speed.
///
/// Each request goes where it is expected to wait least. A token that is lost or parked gets none, and
/// what failed there goes to another: a lost token costs capacity, not availability.
package struct SharedSigner: Signer {
  package let publicKey: Certificate.PublicKey
  package let algorithm: SignatureAlgorithm
  private let signers: [HSMSigner]
  private let counts: SignatureCounts

  /// - Throws: ``SigningError/wrongKey(key:expected:found:)`` when the keys differ, or
  ///   ``SigningError/notOpened(reason:)`` when there are none.
  package init(_ signers: [HSMSigner]) throws(SigningError) {
    guard let first = signers.first else {
      throw .notOpened(reason: "no token is named for the key")
    }
    for signer in signers where signer.publicKey != first.publicKey {
      throw .wrongKey(
        key: signer.key.selection.description, expected: first.publicKey.fingerprint,
        found: signer.publicKey.fingerprint)
    }
    publicKey = first.publicKey
    algorithm = first.algorithm
    self.signers = signers
    counts = SignatureCounts(signers.count)
  }

  /// How many signatures each token has made for this key.
  package var shares: [(token: String, signatures: Int)] {
    zip(signers, counts.all).map { ($0.token, $1) }
  }

  package func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    let limit = signers.map(\.pool.lanes.rules.operationTimeout).max() ?? .zero
    let deadline = ContinuousClock.now + limit
    var last: SigningError?
    while true {
      var rest = TokenChoice.order(signers.map(\.pool.load))
      while let next = rest.popFirst() {
        let isOnly = rest.isEmpty && last == nil
        do throws(SigningError) {
          let signature = try await signers[next].signature(
            for: message, deadline: deadline, failsFast: !(isOnly && signers.count == 1))
          counts.count(next)
          return signature
        } catch {
          guard error.allowsAnotherToken else { throw error }
          last = error
        }
        // The queues may have moved meanwhile.
        let tried = Set(signers.indices).subtracting(rest)
        rest = TokenChoice.order(signers.map(\.pool.load)).filter { !tried.contains($0) }[...]
      }
      let error = last ?? .tokenUnavailable(token: signers[0].token, reason: "it is away")
      guard deadline - .now > Self.pause, signers.contains(where: { !$0.pool.isGone }) else {
        throw error
      }
      do { try await Task.sleep(for: Self.pause) } catch { throw last ?? .shutDown }
    }
  }

  /// Between two looks whether any token is back.
  private static let pause: Duration = .milliseconds(50)
}

/// Which token has made how many signatures.
private final class SignatureCounts: Sendable {
  private let counts: Mutex<[Int]>

  init(_ count: Int) { counts = Mutex(Array(repeating: 0, count: count)) }

  var all: [Int] { counts.withLock { $0 } }

  func count(_ index: Int) { counts.withLock { $0[index] += 1 } }
}

extension SigningError {
  /// Whether another token with the same key may do what this one did not.
  fileprivate var allowsAnotherToken: Bool {
    switch self {
    case .busy, .tokenUnavailable, .tokenParked, .device, .malformedSignature, .shutDown: true
    case .deadlineExceeded, .notOpened, .keyMissing, .keyAmbiguous, .wrongKey, .wrongKeyType,
      .keyMayNotSign, .unsupportedKey, .unreadableKey, .proofFailed:
      false
    }
  }
}
