/// The types of key with which a CA signs, by the names that commands and configuration use.
package enum SigningKeyType: String, Sendable, Hashable, CaseIterable, Codable {
  case p256
  case p384
  case rsa2048
  case rsa3072
  case rsa4096
}
