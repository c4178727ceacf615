internal import CertificateFormats
import Cryptoki
import Signing

/// A private key as it was found on a token.
struct TokenKey: Sendable {
  let handle: ObjectHandle
  let attributes: KeyAttributes
  /// The public keys that the token shows for it, as SubjectPublicKeyInfo; usually one, perhaps none.
  let publicKeys: [[UInt8]]

  /// The type, as precisely as the token tells it.
  var typeName: String {
    guard attributes.keyType == .ec else { return attributes.keyType.description }
    return switch attributes.curve {
    case .p256: "P-256"
    case .p384: "P-384"
    case nil: "EC"
    }
  }
}

extension TokenSession {
  /// Finds the one private key that a selection means.
  func find(_ selection: KeySelection) throws(LaneFault) -> TokenKey {
    let absent: LaneFault
    do throws(CryptokiError) {
      let found = try session.objects(matching: selection.query)
      if let handle = found.first, found.count == 1 {
        let attributes = try session.attributes(of: handle)
        return TokenKey(
          handle: handle, attributes: attributes,
          publicKeys: try publicKeys(of: handle, attributes))
      }
      absent = try absence(of: selection)
    } catch {
      throw LaneFault(error, profile)
    }
    throw absent
  }

  /// Why a selection means no key: there is none, there are several, or the login was lost, without which
  /// a token shows no private objects.
  private func absence(of selection: KeySelection) throws(CryptokiError) -> LaneFault {
    let found = try attributes(matching: selection.query)
    guard found.isEmpty else {
      return LaneFault(
        .keyAmbiguous(
          key: selection.description, token: token, ids: found.map { HexText.text($0.id) }), .stop)
    }
    if isLoginRequired, try session.info().state.isPublic {
      return LaneFault(
        CryptokiError.call(function: "C_FindObjects", result: .userNotLoggedIn), profile)
    }
    let present = try attributes(matching: ObjectQuery(.privateKey))
    return LaneFault(
      .keyMissing(
        key: selection.description, token: token,
        present: present.map { "\"\($0.label)\" (id \(HexText.text($0.id)))" }.sorted()), .stop)
  }

  private func attributes(matching query: ObjectQuery) throws(CryptokiError) -> [KeyAttributes] {
    var attributes: [KeyAttributes] = []
    for object in try session.objects(matching: query) {
      attributes.append(try session.attributes(of: object))
    }
    return attributes
  }

  /// The public keys that belong to a private key: its own words, or else those of the public key objects
  /// with its id, or else with its label.
  private func publicKeys(
    of key: ObjectHandle, _ attributes: KeyAttributes
  ) throws(CryptokiError) -> [[UInt8]] {
    if let own = try session.subjectPublicKeyInfo(of: key) { return [own] }
    let query =
      attributes.id.isEmpty
      ? ObjectQuery(.publicKey, label: attributes.label)
      : ObjectQuery(.publicKey, id: attributes.id)
    var publicKeys: [[UInt8]] = []
    for object in try session.objects(matching: query) {
      do {
        if let publicKey = try session.subjectPublicKeyInfo(of: object) {
          publicKeys.append(publicKey)
        }
      } catch .publicKeyUnreadable {
        continue
      }
    }
    return publicKeys
  }
}

extension KeySelection {
  fileprivate var query: ObjectQuery {
    switch self {
    case .label(let label): ObjectQuery(.privateKey, label: label)
    case .id(let id): ObjectQuery(.privateKey, id: id)
    }
  }
}

extension SessionInfo.State? {
  /// Whether nobody is logged in, by the token's own words.
  fileprivate var isPublic: Bool {
    switch self {
    case .readOnlyPublic, .readWritePublic: true
    case .readOnlyUser, .readWriteUser, .readWriteSecurityOfficer, nil: false
    }
  }
}
