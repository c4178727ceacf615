package import CertificateFormats
package import Signing
package import X509
internal import Foundation

/// One key that several tokens hold, who share its work by their speed.
///
/// Each request goes where it is expected to wait least. A token that is lost or parked gets none, and
/// what failed there goes to another: a lost token costs capacity, not availability.
package struct SharedSigner: Signer {
  package let publicKey: Certificate.PublicKey
  package let algorithm: SignatureAlgorithm
  /// Those that share the work do.
  package let verifiesSignatures = true
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
    guard signers.count > 1 else {
      let signature = try await signers[0].signature(for: message)
      counts.count(0)
      return signature
    }
    let limit = signers.map(\.pool.lanes.rules.operationTimeout).max() ?? .zero
    let deadline = ContinuousClock.now + limit
    while true {
      let (signature, fault) = try await roundOfTokens(message, deadline)
      if let signature { return signature }
      // None is usable just now; those that are away may come back.
      let error = fault ?? absence
      guard error.mayPass, deadline - .now > Self.pause else { throw error }
      do { try await Task.sleep(for: Self.pause) } catch { throw absence }
    }
  }

  /// Tries every usable token once, the one first that is expected to be done first.
  ///
  /// - Returns: The signature, or why the last of them didn't make it; nil when none was usable.
  private func roundOfTokens(
    _ message: [UInt8], _ deadline: ContinuousClock.Instant
  ) async throws(SigningError) -> ([UInt8]?, SigningError?) {
    var fault: SigningError?
    var untried = Set(signers.indices)
    // The queues move meanwhile, hence the order is made anew after each failure.
    while let next = TokenChoice.order(signers.map(\.pool.load)).first(where: untried.contains) {
      untried.remove(next)
      do throws(SigningError) {
        let signature = try await signers[next].signature(
          for: message, deadline: deadline, failsFast: true)
        counts.count(next)
        return (signature, nil)
      } catch {
        guard error.allowsAnotherToken else { throw error }
        fault = error
      }
    }
    return (nil, fault)
  }

  /// Why no token can be used: what the first says that may come back, or else the first.
  private var absence: SigningError {
    let all = signers.compactMap(\.pool.unavailability)
    return all.first(where: \.mayRetry) ?? all.first
      ?? .tokenUnavailable(token: signers[0].token, reason: "its sessions are still being opened")
  }

  /// Between two looks whether any token is back.
  private static let pause: Duration = .milliseconds(50)
}

/// Which token has made how many signatures.
private final class SignatureCounts: Sendable {
  /// An `NSLock`, since the thread sanitizer, under which this target's tests run, doesn't see what a
  /// `Synchronization.Mutex` orders and reports races at what it guards.
  private let lock = NSLock()
  /// Touched under the lock alone.
  nonisolated(unsafe) private var counts: [Int]

  init(_ count: Int) { counts = Array(repeating: 0, count: count) }

  var all: [Int] { lock.withLock { counts } }

  func count(_ index: Int) { lock.withLock { counts[index] += 1 } }
}

extension SigningError {
  /// Whether waiting for the tokens may help.
  fileprivate var mayPass: Bool {
    if case .busy = self { return false }
    return mayRetry
  }

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
