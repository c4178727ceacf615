package import Cryptoki
internal import SwiftASN1
internal import X509

extension Session {
  /// All private keys that this login may see, by label and id.
  package func heldKeys() throws(CryptokiError) -> [HeldKey] {
    try heldKeys(matching: ObjectQuery(.privateKey))
  }

  /// The private keys that match a query, by label and id.
  package func heldKeys(matching query: ObjectQuery) throws(CryptokiError) -> [HeldKey] {
    var keys: [HeldKey] = []
    for object in try objects(matching: query) { keys.append(try heldKey(object)) }
    return keys.sorted {
      ($0.attributes.label, $0.attributes.id.description)
        < ($1.attributes.label, $1.attributes.id.description)
    }
  }

  /// What the token tells of a private key.
  package func heldKey(_ object: ObjectHandle) throws(CryptokiError) -> HeldKey {
    let attributes = try attributes(of: object)
    var publicKeys: [Certificate.PublicKey] = []
    var fault: String?
    for holder in [object] + (try publicHalves(of: attributes)) {
      do throws(CryptokiError) {
        guard let info = try subjectPublicKeyInfo(of: holder) else { continue }
        let publicKey = try Self.publicKey(info)
        if !publicKeys.contains(publicKey) { publicKeys.append(publicKey) }
      } catch .publicKeyUnreadable(let reason) {
        fault = reason
      }
      // What the private key itself tells needs no confirmation by objects that may be others'.
      if holder == object, !publicKeys.isEmpty { break }
    }
    return HeldKey(
      handle: object, attributes: attributes, publicKeys: publicKeys,
      publicKeyFault: publicKeys.isEmpty ? fault : nil)
  }

  /// The public key objects with a private key's id, or else with its label.
  private func publicHalves(
    of attributes: KeyAttributes
  ) throws(CryptokiError) -> [ObjectHandle] {
    if !attributes.id.isEmpty {
      let found = try objects(matching: ObjectQuery(.publicKey, id: attributes.id))
      if !found.isEmpty { return found }
    }
    guard !attributes.label.isEmpty else { return [] }
    return try objects(
      matching: ObjectQuery(
        .publicKey, label: attributes.label, keyType: attributes.keyType))
  }

  private static func publicKey(_ info: [UInt8]) throws(CryptokiError) -> Certificate.PublicKey {
    do {
      return try Certificate.PublicKey(derEncoded: info)
    } catch {
      throw .publicKeyUnreadable(reason: "it is none that a certificate could hold")
    }
  }
}
