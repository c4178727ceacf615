extension SigningError: CustomStringConvertible {
  /// What happened, to what, and how to mend it.
  package var description: String {
    switch self {
    case .busy(let queued, let capacity):
      "the signing queue is full (\(queued) of \(capacity)); try again shortly"
    case .deadlineExceeded(let limit, .queued):
      "no signing session became free within \(limit); the device is slower than the requests come"
    case .deadlineExceeded(let limit, .signing):
      "the device did not answer within \(limit); see its own log, or raise operation_timeout"
    case .tokenUnavailable(let token, let reason):
      "token \(token) is not usable at present: \(reason)"
    case .tokenParked(let token, let reason):
      "token \(token) is parked until its operator acts: \(reason)"
    case .device(let function, _, let name, let advice, _):
      "\(function) returned \(name): \(advice)"
    case .malformedSignature(let reason):
      "the device returned no proper signature: \(reason)"
    case .shutDown:
      "the signer has been shut down"
    case .notOpened(let reason):
      reason
    case .keyMissing(let key, let token, let present):
      "no private key with \(key) on token \(token); "
        + (present.isEmpty
          ? "it holds no private keys that this PIN can see"
          : "there are \(present.joined(separator: ", "))")
    case .keyAmbiguous(let key, let token, let ids):
      "\(ids.count) private keys with \(key) on token \(token) (ids \(ids.joined(separator: ", "))); "
        + "name the key by its id, or remove the others"
    case .wrongKey(let key, let expected, let found):
      "the private key with \(key) belongs to another certificate: the certificate's public key has "
        + "SHA-256 fingerprint \(expected), the token's \(found)"
    case .wrongKeyType(let key, let expected, let found):
      "the private key with \(key) is of type \(found), the certificate's public key is \(expected)"
    case .keyMayNotSign(let key):
      "the private key with \(key) may not sign (CKA_SIGN is false); generate it with the right to sign"
    case .unsupportedKey(let found):
      "a CA cannot sign with a key of type \(found); use P-256, P-384 or RSA of at least 2048 bits"
    case .unreadableKey(let reason):
      "the private key cannot be read: \(reason)"
    case .proofFailed(let expected):
      "a test signature does not verify under the certificate's public key (SHA-256 fingerprint "
        + "\(expected)): the private key belongs to another certificate"
    }
  }
}
