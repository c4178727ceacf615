/// Why a key did not sign, or may not be used to sign.
package enum SigningError: Error, Sendable, Hashable {
  /// Where an operation was when its deadline passed.
  package enum Stage: String, Sendable, Hashable {
    /// No session had become free for it.
    case queued
    /// The device had it and had not answered.
    case signing
  }

  // While running.

  /// The queue in front of the device is full; nothing was accepted.
  case busy(queued: Int, capacity: Int)
  /// The operation took longer than it may; a late signature is thrown away.
  case deadlineExceeded(after: Duration, stage: Stage)
  /// No session is usable just now, for a reason that may pass.
  case tokenUnavailable(token: String, reason: String)
  /// The token is left alone until the operator acts, as after a wrong PIN.
  case tokenParked(token: String, reason: String)
  /// The device answered with an error.
  case device(function: String, code: UInt, name: String, advice: String, mayRetry: Bool)
  /// What the device returned is no signature of the algorithm's form.
  case malformedSignature(reason: String)
  /// The signer has been shut down.
  case shutDown

  // At start.

  /// The PKCS#11 module, or the token in it, could not be opened.
  case notOpened(reason: String)
  /// No private key is so named; `present` lists those that are there.
  case keyMissing(key: String, token: String, present: [String])
  /// More than one private key is so named.
  case keyAmbiguous(key: String, token: String, ids: [String])
  /// The key belongs to another public key; both given by fingerprint.
  case wrongKey(key: String, expected: String, found: String)
  /// The key is of another type than the certificate's.
  case wrongKeyType(key: String, expected: String, found: String)
  /// The key was made without the right to sign (`CKA_SIGN`).
  case keyMayNotSign(key: String)
  /// A CA may not sign with keys of this type.
  case unsupportedKey(found: String)
  /// A private key in a file could not be read.
  case unreadableKey(reason: String)
  /// The test signature does not verify under the public key.
  case proofFailed(expected: String)
}

extension SigningError {
  /// Whether the same request may succeed later without anyone's doing.
  package var mayRetry: Bool {
    switch self {
    case .busy, .deadlineExceeded, .tokenUnavailable:
      true
    case .device(_, _, _, _, let mayRetry):
      mayRetry
    case .tokenParked, .malformedSignature, .shutDown, .notOpened, .keyMissing, .keyAmbiguous,
      .wrongKey, .wrongKeyType, .keyMayNotSign, .unsupportedKey, .unreadableKey, .proofFailed:
      false
    }
  }
}
