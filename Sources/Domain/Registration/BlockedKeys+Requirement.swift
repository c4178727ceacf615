internal import AuthorityModel
internal import Storage

extension BlockedKeys {
  /// Refuses a key that is blocked (CA/B Baseline Requirements §6.1.1.3).
  func requireUnblocked(_ fingerprint: KeyFingerprint) async throws(RegistrationError) {
    let blocked = try await stored { () async throws(StorageError) in
      try await blockedKey(fingerprint)
    }
    if let blocked { throw .keyBlocked(blocked) }
  }
}
