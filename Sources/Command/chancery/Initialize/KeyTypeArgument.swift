import ArgumentParser
import Cryptoki

/// The names of key types on the command line.
enum KeyTypeArgument: String, ExpressibleByArgument, CaseIterable {
  case ecdsaP256 = "ecdsa-p256"
  case ecdsaP384 = "ecdsa-p384"
  case rsa2048 = "rsa-2048"
  case rsa3072 = "rsa-3072"
  case rsa4096 = "rsa-4096"

  var keyPairType: KeyPairType {
    switch self {
    case .ecdsaP256: .p256
    case .ecdsaP384: .p384
    case .rsa2048: .rsa2048
    case .rsa3072: .rsa3072
    case .rsa4096: .rsa4096
    }
  }
}
