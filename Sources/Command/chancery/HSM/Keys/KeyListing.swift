import CertificateFormats
import Cryptoki
import HSMDiagnostics
import Signing

/// A token's private keys, for people.
struct KeyListing {
  /// The token's name in the configuration.
  let name: String?
  let token: Token
  let keys: [HeldKey]

  var text: String {
    let count =
      switch keys.count {
      case 0: "no private keys"
      case 1: "1 private key"
      default: "\(keys.count) private keys"
      }
    let heading = "Token \(name.map { "\($0), " } ?? "")\(token.summary): \(count)\n"
    return ([heading] + keys.map(Self.text)).joined(separator: "\n")
  }

  /// The listing of a key that was just made.
  var generatedText: String {
    "Generated in token \(token.summary):\n\n" + keys.map(Self.text).joined(separator: "\n")
  }

  private static func text(of key: HeldKey) -> String {
    let attributes = key.attributes
    var fields = FieldList(indent: 4)
    fields.add("Type", key.typeName)
    fields.add("Id", attributes.id.isEmpty ? "none" : HexText.text(attributes.id))
    fields.add("Attributes", attributes.words.joined(separator: ", "))
    switch key.publicKeys.count {
    case 0:
      fields.add("Public key", key.publicKeyFault.map { "not readable: \($0)" } ?? "not shown")
    case 1: fields.add("Public key", "visible")
    default: fields.add("Public key", "\(key.publicKeys.count) different ones are shown for it")
    }
    for publicKey in key.publicKeys { fields.add("SHA-256", publicKey.fingerprint) }
    for concern in attributes.concerns {
      fields.add(concern.isUnsafe ? "UNSAFE" : "Note", concern.explanation)
    }
    return "  \"\(attributes.label)\"\n" + fields.text
  }
}
