internal import Cryptoki
internal import SwiftASN1
internal import X509

extension PreparedToken {
  /// The public halves of a new authority's keys.
  struct PublicKeys: Sendable {
    let root: Certificate.PublicKey
    let intermediate: Certificate.PublicKey
  }

  /// Makes both keys in the token, which must hold none of their names.
  func generate(_ type: KeyPairType) async throws(NewAuthorityError) -> PublicKeys {
    do {
      return try await onOwnThread { try keys(of: type) }
    } catch let error as NewAuthorityError {
      throw error
    } catch {
      throw .token(reason: "\(error).", remains: remains(withKeys: false))
    }
  }

  private func keys(of type: KeyPairType) throws -> PublicKeys {
    let session = try module.openSession(slot: token.slotID, access: .readWrite)
    defer { try? session.close() }
    if token.flags.contains(.loginRequired) { try session.login(with: pin) }
    try refuseNames(thatAreTakenIn: session)
    let root = try key(of: type, labelled: plan.rootLabel, in: session)
    let intermediate = try key(of: type, labelled: plan.intermediateLabel, in: session)
    return PublicKeys(
      root: try Certificate.PublicKey(derEncoded: root.subjectPublicKeyInfo),
      intermediate: try Certificate.PublicKey(derEncoded: intermediate.subjectPublicKeyInfo))
  }

  /// A key of that name would be taken for the authority's sooner or later.
  private func refuseNames(thatAreTakenIn session: Session) throws {
    for label in [plan.rootLabel, plan.intermediateLabel] {
      let found =
        try session.objects(matching: ObjectQuery(.privateKey, label: label))
        + session.objects(matching: ObjectQuery(.publicKey, label: label))
      guard found.isEmpty else {
        throw NewAuthorityError.badChoice(
          reason:
            "Token \(token.summary) already holds a key that is labelled \"\(label)\". Choose "
            + "other labels with --root-key-label and --issuer-key-label, or another token.")
      }
    }
  }

  private func key(of type: KeyPairType, labelled label: String, in session: Session) throws
    -> GeneratedKeyPair
  {
    do throws(CryptokiError) {
      return try session.generateKeyPair(type, label: label)
    } catch {
      let isFirst = label == plan.rootLabel
      throw NewAuthorityError.token(
        reason: error.result == .mechanismInvalid ? mechanismNotOffered(type) : "\(error).",
        remains: remains(withKeys: !isFirst))
    }
  }

  private func mechanismNotOffered(_ type: KeyPairType) -> String {
    "Token \(token.summary) can't make \(type.rawValue) keys: mechanism not offered. Choose a type that "
      + "it can make, as --key-type rsa-2048; `chancery hsm slots` lists them."
  }
}
