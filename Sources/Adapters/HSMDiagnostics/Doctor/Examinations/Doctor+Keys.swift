import CertificateFormats
import Cryptoki
import Foundation
import Signing
import X509

/// The keys, and whether they are the right ones.
extension Doctor {
  func keys(_ history: inout CaseHistory) async -> [Finding] {
    guard let session = history.session else { return [.skipped("nobody is logged in")] }
    let held: [HeldKey]
    do throws(ModuleFault) {
      held = try await module.heldKeys(session)
    } catch {
      return [failed(error, history, mend: "see the HSM's own log")]
    }
    guard !history.subject.keys.isEmpty else {
      return allKeys(held, &history)
    }
    return history.subject.keys.map { wanted in
      let found = held.filter { wanted.name.names($0) }
      guard let key = found.first, found.count == 1 else {
        return Self.absence(of: wanted.name, found, held).about(wanted.name.short)
      }
      let finding = attributes(of: key, isWanted: true)
      history.keys.append(
        FoundKey(
          key: key, certificate: wanted.certificate, isUsable: finding.status != .failed))
      return finding.about(wanted.name.short)
    }
  }

  private func allKeys(_ held: [HeldKey], _ history: inout CaseHistory) -> [Finding] {
    guard !held.isEmpty else {
      return [
        .warning(
          "the token shows no private keys to this login",
          meaning: "it is empty, or this user has no share in its keys",
          mend: "generate one with `chancery hsm generate`, or log in as the keys' owner")
      ]
    }
    return held.map { key in
      let finding = attributes(of: key, isWanted: false)
      history.keys.append(
        FoundKey(key: key, certificate: nil, isUsable: key.mayBeTried))
      return finding.about(key.shortName)
    }
  }

  /// What a key's attributes are good for.
  ///
  /// - Parameter isWanted: Whether a CA is to sign with it.
  private func attributes(of key: HeldKey, isWanted: Bool) -> Finding {
    let concerns = key.attributes.concerns
    let summary = "\(key.typeName): \(key.attributes.words.joined(separator: ", "))"
    if concerns.contains(.mayNotSign) {
      let meaning = "it was generated without the right to sign (CKA_SIGN)"
      let mend =
        "generate another with `chancery hsm generate`; most tokens don't let this be changed"
      return isWanted
        ? .failed(summary, meaning: meaning, mend: mend)
        : .warning(summary, meaning: meaning + ", so that no CA can use it", mend: mend)
    }
    let unsafe = concerns.filter(\.isUnsafe)
    guard unsafe.isEmpty else {
      return .warning(
        summary, meaning: unsafe.map(\.explanation).joined(separator: "; "),
        mend: "for a CA, generate a key with `chancery hsm generate`, which signs and nothing else")
    }
    return .ok(summary)
  }

  private static func absence(
    of name: KeyName, _ found: [HeldKey], _ held: [HeldKey]
  ) -> Finding {
    guard found.isEmpty else {
      let ids = found.map { HexText.text($0.attributes.id) }.joined(separator: ", ")
      return .failed(
        "\(found.count) private keys have \(name): ids \(ids)",
        meaning: "which of them signs would be left to chance",
        mend: "name the key by its id, or remove the others")
    }
    let present = held.map(\.summary).joined(separator: ", ")
    return .failed(
      "there is no private key with \(name)",
      meaning: held.isEmpty
        ? "the token shows no private keys to this login" : "the token has \(present)",
      mend: nearMiss(of: name, held).map { "did you mean \($0)?" }
        ?? "correct the name, or generate the key with `chancery hsm generate`")
  }

  private static func nearMiss(of name: KeyName, _ held: [HeldKey]) -> String? {
    switch name {
    case .label(let label):
      NearMiss.of(label, among: held.map(\.attributes.label)).map { "\"\($0)\"" }
    case .id(let id):
      NearMiss.of(HexText.text(id), among: held.map { HexText.text($0.attributes.id) })
    }
  }

  func certificates(_ history: inout CaseHistory) -> [Finding] {
    var findings: [Finding] = []
    for index in history.keys.indices {
      guard let named = history.keys[index].certificate else { continue }
      let key = history.keys[index].key
      let finding = comparison(of: key, with: named)
      if finding.status == .failed { history.keys[index].isUsable = false }
      findings.append(finding.about(key.shortName))
    }
    return findings
  }

  private func comparison(of key: HeldKey, with named: NamedCertificate) -> Finding {
    let certificate = named.certificate
    let expected = certificate.publicKey.typeName ?? "\(certificate.publicKey)"
    let found = key.typeName
    // Some tokens don't tell the curve of a private key; the test signature finds out then.
    guard found == expected || (key.publicKeys.isEmpty && expected.hasPrefix(found + " ")) else {
      return .failed(
        "the key is \(found), the certificate's is \(expected)",
        meaning: "\(named.file) was made for another key",
        mend: "name the key that the certificate was made for, or the certificate of this key")
    }
    if let other = key.publicKeys.first, !key.publicKeys.contains(certificate.publicKey) {
      return .failed(
        "the key is another than the certificate's: fingerprint \(other.fingerprint.prefix(16))…, "
          + "the certificate's \(certificate.publicKey.fingerprint.prefix(16))…",
        meaning: "what it signs would not verify under \(named.file)",
        mend: "name the key that the certificate was made for, or the certificate of this key")
    }
    if now > certificate.notValidAfter || now < certificate.notValidBefore {
      let isExpired = now > certificate.notValidAfter
      return .warning(
        "it is the certificate's key, yet \(named.file) "
          + (isExpired ? "has expired" : "isn't valid yet"),
        meaning: "nobody trusts what a CA issues outside of its own certificate's time",
        mend: isExpired ? "renew the certificate" : "check this machine's clock")
    }
    guard !key.publicKeys.isEmpty else {
      return .ok("the token shows no public key; the test signature will tell")
    }
    return .ok("it is the key of \(named.file)")
  }
}

extension KeyName {
  /// The name alone, as a step's title has it.
  var short: String {
    switch self {
    case .label(let label): "\"\(label)\""
    case .id(let id): HexText.text(id)
    }
  }

  func names(_ key: HeldKey) -> Bool {
    switch self {
    case .label(let label): key.attributes.label == label
    case .id(let id): key.attributes.id == id
    }
  }
}

extension HeldKey {
  /// Its label, or else its id, as a step's title has it.
  var shortName: String {
    attributes.label.isEmpty ? HexText.text(attributes.id) : "\"\(attributes.label)\""
  }

  /// Whether it may sign and is of a kind by which certificates are signed.
  var mayBeTried: Bool {
    attributes.maySign != false && [.rsa, .ec].contains(attributes.keyType)
  }
}
