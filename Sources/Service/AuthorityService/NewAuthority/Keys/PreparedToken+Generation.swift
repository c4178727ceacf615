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
    let profile = VendorProfile.recognise(
      modulePath: plan.module, info: try module.info(), token: token)
    try refuseType(type)
    let session = try module.openSession(slot: token.slotID, access: .readWrite)
    defer { try? session.close() }
    if token.flags.contains(.loginRequired) { try logIn(session, profile) }
    try refuseNames(thatAreTakenIn: session)
    let root = try key(of: type, labelled: plan.rootLabel, in: session, profile)
    let intermediate = try key(of: type, labelled: plan.intermediateLabel, in: session, profile)
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

  /// Logs in, once, with a PIN that may be right (law 8).
  private func logIn(_ session: Session, _ profile: VendorProfile) throws {
    if token.flags.contains(.userPINLocked) {
      throw NewAuthorityError.token(
        reason:
          "The user PIN of token \(token.summary) is locked; its security officer must set it anew.",
        remains: remains(withKeys: false))
    }
    if let fault = profile.pinShape.fault(of: pin) {
      throw NewAuthorityError.token(
        reason: "\(profile.displayName) can't take the PIN: \(fault). Nothing was sent; "
          + "\(profile.pinShape.mend(at: choices.pinFile)).",
        remains: remains(withKeys: false))
    }
    try session.login(with: pin)
  }

  /// Looks whether the token makes such keys and signs with them, as far as it says what it can do.
  private func refuseType(_ type: KeyPairType) throws {
    let mechanisms = Set(try module.mechanisms(inSlot: token.slotID).map(\.type))
    guard !mechanisms.isEmpty, !mechanisms.isSuperset(of: type.mechanisms) else { return }
    let missing = type.mechanisms.filter { !mechanisms.contains($0) }.map(\.name)
    let others = KeyPairType.allCases.filter { mechanisms.isSuperset(of: $0.mechanisms) }
    throw NewAuthorityError.token(
      reason: "Token \(token.summary) can't make \(type.rawValue) keys: mechanism not offered "
        + "(\(missing.joined(separator: ", "))). "
        + (others.isEmpty
          ? "It can make no keys that a CA may have."
          : "Write \(others.map { "--key-type \($0.option)" }.joined(separator: " or "))."),
      remains: remains(withKeys: false))
  }

  private func key(
    of type: KeyPairType, labelled label: String, in session: Session, _ profile: VendorProfile
  ) throws -> GeneratedKeyPair {
    do throws(CryptokiError) {
      return try session.generateKeyPair(type, label: label, profile: profile)
    } catch {
      let isFirst = label == plan.rootLabel
      throw NewAuthorityError.token(
        reason: "\(error).", remains: remains(withKeys: !isFirst))
    }
  }
}

extension KeyPairType {
  /// What a token must offer for keys of this type.
  fileprivate var mechanisms: [MechanismType] {
    switch self {
    case .p256, .p384: [.ecKeyPairGeneration, .ecdsa]
    case .rsa2048, .rsa3072, .rsa4096: [.rsaKeyPairGeneration, .rsaPKCS]
    }
  }

  /// The word of `--key-type`.
  fileprivate var option: String {
    switch self {
    case .p256: "ecdsa-p256"
    case .p384: "ecdsa-p384"
    case .rsa2048: "rsa-2048"
    case .rsa3072: "rsa-3072"
    case .rsa4096: "rsa-4096"
    }
  }
}
