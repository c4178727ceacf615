import CertificateFormats
import Cryptoki
import Signing

extension SignatureAlgorithm {
  var mechanism: SigningMechanism {
    switch self {
    case .ecdsaWithSHA256, .ecdsaWithSHA384: .ecdsa
    case .sha256WithRSAEncryption: .rsaPKCS
    }
  }

  var keyTypeName: String {
    switch self {
    case .ecdsaWithSHA256: "P-256"
    case .ecdsaWithSHA384: "P-384"
    case .sha256WithRSAEncryption: "RSA"
    }
  }
}
