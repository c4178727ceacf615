import Cryptoki

/// What one lane has open.
///
/// Handles of keys are the session's own: after a reconnect an old one may name another key (law 9).
struct TokenSession {
  let session: Session
  let profile: VendorProfile
  let token: String
  let isLoginRequired: Bool
  /// By the keys' numbers.
  var handles: [Int: ObjectHandle] = [:]
}
