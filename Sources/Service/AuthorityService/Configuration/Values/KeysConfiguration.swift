/// Which keys are refused, beside those whose weakness shows.
package struct KeysConfiguration: Sendable, Equatable {
  /// Lists of weak keys in the format of Debian's `openssl-blacklist`.
  package let weakKeyFiles: [Located<String>]
  /// Lists of compromised keys, by the SHA-256 of their SubjectPublicKeyInfo.
  package let blockedKeyFiles: [Located<String>]
}
