package import Cryptoki

/// Why a benchmark, or its first step, came to nothing.
package enum BenchmarkError: Error, Hashable, Sendable {
  /// The module refused a call; the advice is the vendor's.
  case refused(function: String, result: CKResult, name: String, advice: String)
  /// What else went wrong with the module.
  case module(CryptokiError)
  /// The token allows no more sessions than these.
  case sessionLimit(opened: Int)
  /// No signature came for so long.
  case stalled(after: Duration)
  /// Somebody said stop before there was anything to keep.
  case interrupted
  /// A signature did not verify under the key's public half.
  case wrongSignature(sessions: Int)
  case keyMissing(key: String, present: [String])
  case keyAmbiguous(key: String, count: Int)
  /// A key by which no CA signs.
  case unsupportedKey(found: String)
  case mechanismMismatch(mechanism: BenchmarkMechanism, key: String)
  /// The token made no key pair for the occasion.
  case noSessionKey(reason: String)
  /// The pool failed; the reason is its own.
  case pool(reason: String)
}

extension BenchmarkError {
  /// What a failure of the module means with a vendor's device.
  package static func refused(_ error: CryptokiError, by profile: VendorProfile) -> BenchmarkError {
    guard case .call(let function, let result) = error else { return .module(error) }
    return .refused(
      function: function, result: result, name: profile.name(of: result),
      advice: profile.advice(for: result, in: function))
  }

  var isSessionLimit: Bool {
    guard case .refused("C_OpenSession", .sessionCount, _, _) = self else { return false }
    return true
  }
}

extension BenchmarkError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let function, let result, let name, let advice):
      "\(function) returned \(name) (0x\(String(result.rawValue, radix: 16))): \(advice)"
    case .module(let error):
      error.description
    case .sessionLimit(let opened):
      "the token allows \(opened) sessions and no more beside the one that found the key; "
        + "give --sessions up to \(opened), or close other programs' sessions"
    case .stalled(let duration):
      "no signature came for \(duration.components.seconds) s, so a call of the module hangs; "
        + "see the device and the way to it; chancery hsm doctor looks closer"
    case .interrupted:
      "interrupted before anything was measured"
    case .wrongSignature(let sessions):
      "with \(sessions) sessions a signature did not verify under the key's public half; "
        + "the module mixes up sessions or keys: don't use it with several sessions"
    case .keyMissing(let key, let present):
      "there is no private key with \(key) on the token; "
        + (present.isEmpty
          ? "it shows none to this user" : "there are \(present.joined(separator: ", "))")
    case .keyAmbiguous(let key, let count):
      "\(count) private keys have \(key); select one by --id"
    case .unsupportedKey(let found):
      "the key is \(found), with which no CA signs; name a P-256, P-384 or RSA key"
    case .mechanismMismatch(let mechanism, let key):
      "\(mechanism.rawValue) does not go with a key of type \(key); "
        + "leave out --mechanism to have the usual one"
    case .noSessionKey(let reason):
      "no key pair could be made for the occasion: \(reason). "
        + "Name a key of the token by --label or --id instead"
    case .pool(let reason):
      reason
    }
  }
}
