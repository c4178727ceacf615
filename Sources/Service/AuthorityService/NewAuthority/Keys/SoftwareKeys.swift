internal import Cryptoki
internal import Signing

/// Keys in PEM files.
struct SoftwareKeys: AuthorityKeys {
  let root: any Signer
  let intermediate: any Signer
  let place: String
  let remains: NewAuthorityError.Remains? = nil

  var configurationKey: ConfigurationTemplate.Key {
    .file(AuthorityDirectory.File.intermediateKey.rawValue)
  }

  func close() async {}

  static func make(type: KeyPairType, in layout: AuthorityDirectory)
    throws(NewAuthorityError) -> SoftwareKeys
  {
    do {
      let root = try SoftwareSigner(generating: type.signingKeyType)
      let intermediate = try SoftwareSigner(generating: type.signingKeyType)
      try layout.write(root.pemRepresentation, to: .rootKey)
      try layout.write(intermediate.pemRepresentation, to: .intermediateKey)
      return SoftwareKeys(
        root: root, intermediate: intermediate, place: layout.path(of: .intermediateKey))
    } catch let error as NewAuthorityError {
      throw error
    } catch {
      throw .certificate(reason: "\(error)")
    }
  }
}

extension KeyPairType {
  fileprivate var signingKeyType: SigningKeyType {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .rsa2048: .rsa2048
    case .rsa3072: .rsa3072
    case .rsa4096: .rsa4096
    }
  }
}
