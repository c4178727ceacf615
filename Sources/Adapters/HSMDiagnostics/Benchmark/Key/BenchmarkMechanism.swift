package import Cryptoki

/// The ways to sign that can be measured, by the names that the command line uses.
package enum BenchmarkMechanism: String, Sendable, Hashable, CaseIterable, Codable {
  /// PKCS #1 v1.5 over a DigestInfo: what RSA certificates bear.
  case rsaPKCS = "rsa-pkcs"
  case rsaPSS = "rsa-pss"
  case ecdsa

  /// How the token is asked for it.
  package var signing: SigningMechanism {
    switch self {
    case .rsaPKCS: .rsaPKCS
    case .rsaPSS: .rsaPSS(.sha256)
    case .ecdsa: .ecdsa
    }
  }

  /// By its name in the standard.
  package var standardName: String {
    switch self {
    case .rsaPKCS: "CKM_RSA_PKCS"
    case .rsaPSS: "CKM_RSA_PKCS_PSS"
    case .ecdsa: "CKM_ECDSA"
    }
  }

  package var title: String {
    switch self {
    case .rsaPKCS: "RSA PKCS#1 v1.5, SHA-256"
    case .rsaPSS: "RSA-PSS, SHA-256"
    case .ecdsa: "ECDSA"
    }
  }
}
