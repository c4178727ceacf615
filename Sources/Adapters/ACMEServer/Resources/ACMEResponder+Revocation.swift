internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Revocation

extension ACMEResponder {
  /// RFC 8555 §7.6: signed by an account (`kid`) or by the certificate's own key (`jwk`).
  func revokeCert(_ request: SignedRequest) async throws -> Reply {
    let wanted = try request.decoded(as: RevocationRequest.self)
    let requester: RevocationRegistry.Requester =
      switch request.author {
      case .account(let account): .account(account)
      case .key(let key):
        .key(KeyFingerprint(ofSubjectPublicKeyInfo: key.subjectPublicKeyInfo))
      }
    try await desk.revocations.revoke(
      wanted.certificate, because: wanted.reason.map { RevocationReasonCode($0.code) },
      by: requester)
    return Reply(.ok)
  }
}
