import ACMEProtocol
import AsyncHTTPClient
import AuthorityModel
import Crypto
import Foundation
import Testing
import X509

@testable import chancery

/// One who asks a running CA for certificates, by the load driver's own client.
struct LiveApplicant {
  private let client: ACMEClient
  private let account: ACMEAccount
  private let tokens: ChallengeTokens
  private let patience = Patience(limit: .seconds(60))

  init(_ authority: MadeAuthority, http: HTTPClient, tokens: ChallengeTokens) async throws {
    self.tokens = tokens
    client = try await ACMEClient(
      directory: "https://127.0.0.1:\(authority.acmePort)/directory", http: http, clock: .system,
      patience: patience)
    account = try await ACMEAccount(registeringWith: client, patience: patience)
  }

  func order(_ names: [String]) -> CertificateOrder {
    CertificateOrder(
      client: client, account: account, names: names,
      key: ApplicantKey(
        type: .p256, key: Certificate.PrivateKey(P256.Signing.PrivateKey())),
      solver: .http01(tokens), verifier: ChainVerifier(), patience: patience)
  }

  /// Why no certificate for this name can be had.
  func problem(with name: String) async throws -> ProblemDocument {
    let error = await #expect(throws: ACMEClientError.self) {
      try await order([name]).obtainChain()
    }
    guard case .invalid(_, let problem?)? = error?.cause else { throw Unexpected(error: error) }
    return problem
  }

  struct Unexpected: Error {
    let error: ACMEClientError?
  }
}
