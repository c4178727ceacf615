internal import CertificateFormats
package import Cryptoki

/// Makes a key pair that stays in its token.
package struct KeyGeneration: Sendable {
  package let type: KeyPairType
  package let label: String
  /// Nil to have the token draw one.
  package let id: [UInt8]?
  /// Whose token it is, since not all take the same attributes; nil when that isn't known.
  package let profile: VendorProfile?

  package init(
    _ type: KeyPairType, label: String, id: [UInt8]?, profile: VendorProfile? = nil
  ) {
    self.profile = profile
    self.type = type
    self.label = label
    self.id = id
  }

  /// Refuses a name that is taken.
  ///
  /// Tokens allow duplicates, which nobody can tell apart afterwards.
  package func check(in session: Session) throws(KeyGenerationFault) {
    for objectClass in [ObjectClass.privateKey, .publicKey] {
      if try isTaken(ObjectQuery(objectClass, label: label), in: session) {
        throw .labelTaken(label: label)
      }
      if let id, try isTaken(ObjectQuery(objectClass, id: id), in: session) {
        throw .idTaken(id: HexText.text(id))
      }
    }
  }

  private func isTaken(
    _ query: ObjectQuery, in session: Session
  ) throws(KeyGenerationFault) -> Bool {
    do {
      return try !session.objects(matching: query).isEmpty
    } catch {
      throw .call(error)
    }
  }

  /// Generates the pair, and reads back what the token made of it.
  ///
  /// - Parameter session: Read-write and logged in.
  package func key(in session: Session) throws(KeyGenerationFault) -> HeldKey {
    try check(in: session)
    do throws(CryptokiError) {
      let pair = try session.generateKeyPair(
        type, label: label, id: id, profile: profile)
      return try session.heldKey(pair.privateKey)
    } catch {
      if case .call(_, .mechanismInvalid) = error {
        throw .mechanismNotOffered(mechanism: type.mechanism.name)
      }
      throw .call(error)
    }
  }
}

/// Why no key pair was made.
package enum KeyGenerationFault: Error, Sendable, Hashable {
  case labelTaken(label: String)
  case idTaken(id: String)
  case mechanismNotOffered(mechanism: String)
  case call(CryptokiError)
}

extension KeyGenerationFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .labelTaken(let label):
      "The token holds a key with label \"\(label)\" already. Choose another label; nothing was "
        + "generated."
    case .idTaken(let id):
      "The token holds a key with id \(id) already. Choose another id; nothing was generated."
    case .mechanismNotOffered(let mechanism):
      "The token doesn't offer \(mechanism). Allow it in the HSM's configuration, or generate a key "
        + "of another type."
    case .call(let error):
      "\(error)."
    }
  }
}

extension KeyPairType {
  /// The mechanism that makes such a pair.
  package var mechanism: MechanismType {
    switch self {
    case .p256, .p384: .ecKeyPairGeneration
    case .rsa2048, .rsa3072, .rsa4096: .rsaKeyPairGeneration
    }
  }
}
