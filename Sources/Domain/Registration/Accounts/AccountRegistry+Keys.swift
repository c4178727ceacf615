internal import ACMEProtocol
internal import AuthorityModel
internal import IssuancePolicy

extension AccountRegistry {
  /// Refuses a key whose private half others may hold, or find: they could act for the account.
  ///
  /// RSA keys are held to what certificates' keys are; points on curves were checked as they were read.
  ///
  /// - Parameter canonicalKey: JSON Web Key (RFC 7638 §3).
  func requireSound(_ canonicalKey: [UInt8]) async throws(RegistrationError) {
    guard let key = try? JSONWebKey(parsing: canonicalKey) else { return }
    let info = key.subjectPublicKeyInfo
    if case .rsa = key.kind { try check(rsaKey: info) }
    try await blockedKeys.requireUnblocked(KeyFingerprint(ofSubjectPublicKeyInfo: info))
  }

  private func check(rsaKey info: [UInt8]) throws(RegistrationError) {
    do throws(KeyError) {
      _ = try AcceptedKey(spki: info, policy: keys)
    } catch {
      throw .keyRefused(error)
    }
  }
}
