import CertificateFormats
import Cryptoki
import HSMDiagnostics
import Signing

/// A token's private keys, for programs.
struct TokenKeysDocument: Encodable {
  let token: TokenDocument
  let keys: [KeyDocument]

  init(name: String?, token: Token, keys: [HeldKey]) {
    self.token = TokenDocument(name: name, token)
    self.keys = keys.map(KeyDocument.init)
  }
}

/// Which token it is, for programs.
struct TokenDocument: Encodable {
  /// The token's name in the configuration.
  let name: String?
  let label: String
  let serial: String
  let slot: UInt
  let manufacturer: String
  let model: String

  init(name: String?, _ token: Token) {
    self.name = name
    label = token.label
    serial = token.serial
    slot = token.slotID
    manufacturer = token.manufacturer
    model = token.model
  }
}

/// A private key, for programs; what the token doesn't tell is left out.
struct KeyDocument: Encodable {
  struct Concern: Encodable {
    let name: String
    let isUnsafe: Bool
    let explanation: String
  }

  let label: String
  let id: String
  let type: String
  let sensitive: Bool?
  let extractable: Bool?
  let neverExtractable: Bool?
  let local: Bool?
  let sign: Bool?
  let decrypt: Bool?
  let unwrap: Bool?
  let publicKeyVisible: Bool
  /// SHA-256 of the SubjectPublicKeyInfo, of each public key that is shown.
  let fingerprints: [String]
  let concerns: [Concern]

  init(_ key: HeldKey) {
    let attributes = key.attributes
    label = attributes.label
    id = HexText.text(attributes.id)
    type = key.typeName
    sensitive = attributes.isSensitive
    extractable = attributes.isExtractable
    neverExtractable = attributes.wasNeverExtractable
    local = attributes.isLocal
    sign = attributes.maySign
    decrypt = attributes.mayDecrypt
    unwrap = attributes.mayUnwrap
    publicKeyVisible = !key.publicKeys.isEmpty
    fingerprints = key.publicKeys.map(\.fingerprint)
    concerns = attributes.concerns.map {
      Concern(name: $0.rawValue, isUnsafe: $0.isUnsafe, explanation: $0.explanation)
    }
  }
}
