package import Cryptoki

/// A mechanism of use to a CA, and what for.
package struct AuthorityMechanism: Sendable, Hashable {
  package let type: MechanismType
  /// In a few words.
  package let purpose: String
  package let use: MechanismFlags

  /// What a CA signs with, and makes keys with, in the order in which people ask for it.
  package static let all = [
    AuthorityMechanism(type: .ecdsa, purpose: "sign with EC keys", use: .sign),
    AuthorityMechanism(type: .rsaPKCS, purpose: "sign with RSA keys", use: .sign),
    AuthorityMechanism(type: .rsaPSS, purpose: "sign with RSA keys, PSS", use: .sign),
    AuthorityMechanism(
      type: .ecKeyPairGeneration, purpose: "generate EC keys", use: .generateKeyPair),
    AuthorityMechanism(
      type: .rsaKeyPairGeneration, purpose: "generate RSA keys", use: .generateKeyPair),
  ]

  /// The mechanism as a token offers it for this use; nil when it doesn't.
  package func offer(among mechanisms: [Mechanism]) -> Mechanism? {
    mechanisms.first { $0.type == type && $0.flags.contains(use) }
  }
}
