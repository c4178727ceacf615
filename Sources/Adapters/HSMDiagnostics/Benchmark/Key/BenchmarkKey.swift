import CertificateFormats
package import Cryptoki

/// The private key that is measured.
package struct BenchmarkKey: Sendable {
  /// How a key of the token is named.
  package enum Selection: Sendable, Hashable {
    case label(String)
    case id([UInt8])
  }

  package let handle: ObjectHandle
  package let subjectPublicKeyInfo: [UInt8]
  /// How the report names it: by its label, or that it was made for the occasion.
  package let name: String
  /// `CKA_ID`, by which the pool finds the key too.
  package let id: [UInt8]
  /// The objects that were made for the occasion.
  private let ephemeralObjects: [ObjectHandle]
  /// Whether the key was made for the occasion, and goes with its session.
  package var isEphemeral: Bool { !ephemeralObjects.isEmpty }

  /// Finds a key of the token.
  ///
  /// - Parameter session: A session that is logged in.
  package init(
    finding selection: Selection, in session: Session, profile: VendorProfile
  ) throws(BenchmarkError) {
    let found = try explaining(profile) { () throws(CryptokiError) in
      try session.objects(matching: selection.query)
    }
    guard let handle = found.first else {
      throw .keyMissing(
        key: selection.description, present: try Self.names(in: session, profile: profile))
    }
    guard found.count == 1 else {
      throw .keyAmbiguous(key: selection.description, count: found.count)
    }
    let (attributes, publicKey) = try explaining(profile) { () throws(CryptokiError) in
      let attributes = try session.attributes(of: handle)
      return (attributes, try session.publicHalf(of: handle, attributes))
    }
    guard let publicKey else {
      throw .unsupportedKey(
        found: "one whose public half the token doesn't show, so that nothing can be verified")
    }
    self.handle = handle
    subjectPublicKeyInfo = publicKey
    name = attributes.label.isEmpty ? selection.description : "label \"\(attributes.label)\""
    id = attributes.id
    ephemeralObjects = []
  }

  /// Generates a key pair that lives no longer than its session.
  ///
  /// - Parameter session: A session that is logged in, and stays open as long as the key is used.
  package init(
    generating type: KeyPairType, in session: Session, profile: VendorProfile
  ) throws(BenchmarkError) {
    do throws(CryptokiError) {
      let pair = try session.generateKeyPair(
        type, label: "chancery-bench", isSessionObject: true, profile: profile)
      handle = pair.privateKey
      subjectPublicKeyInfo = pair.subjectPublicKeyInfo
      id = pair.id
      ephemeralObjects = [pair.privateKey, pair.publicKey]
    } catch {
      throw .noSessionKey(reason: BenchmarkError.refused(error, by: profile).description)
    }
    name = "made for the occasion"
  }

  /// Destroys what was made for the occasion.
  package func destroyIfEphemeral(in session: Session) throws(CryptokiError) {
    for object in ephemeralObjects { try session.destroy(object) }
  }

  /// The private keys that are there.
  private static func names(
    in session: Session, profile: VendorProfile
  ) throws(BenchmarkError) -> [String] {
    try explaining(profile) { () throws(CryptokiError) in
      var names: [String] = []
      for object in try session.objects(matching: ObjectQuery(.privateKey)) {
        let key = try session.attributes(of: object)
        names.append("\"\(key.label)\" (id \(HexText.text(key.id)))")
      }
      return names.sorted()
    }
  }
}

/// Asks the module, and says what a refusal means with this vendor's device.
private func explaining<Answer>(
  _ profile: VendorProfile, _ ask: () throws(CryptokiError) -> Answer
) throws(BenchmarkError) -> Answer {
  do throws(CryptokiError) {
    return try ask()
  } catch {
    throw .refused(error, by: profile)
  }
}

extension Session {
  /// The public half of a private key: what the key itself tells, or else the public key with its id,
  /// or else with its label.
  fileprivate func publicHalf(
    of key: ObjectHandle, _ attributes: KeyAttributes
  ) throws(CryptokiError) -> [UInt8]? {
    if let own = try subjectPublicKeyInfo(of: key) { return own }
    let query =
      attributes.id.isEmpty
      ? ObjectQuery(.publicKey, label: attributes.label)
      : ObjectQuery(.publicKey, id: attributes.id)
    for object in try objects(matching: query) {
      if let publicKey = try subjectPublicKeyInfo(of: object) { return publicKey }
    }
    return nil
  }
}

extension BenchmarkKey.Selection: CustomStringConvertible {
  package var description: String {
    switch self {
    case .label(let label): "label \"\(label)\""
    case .id(let id): "id \(HexText.text(id))"
    }
  }

  fileprivate var query: ObjectQuery {
    switch self {
    case .label(let label): ObjectQuery(.privateKey, label: label)
    case .id(let id): ObjectQuery(.privateKey, id: id)
    }
  }
}
