import CertificateFormats
import Cryptoki
import Signing
import X509

/// Whether the keys sign, and how fast.
extension Doctor {
  func testSignatures(_ history: inout CaseHistory) async -> [Finding] {
    guard let session = history.session, history.keys.contains(where: \.isUsable) else {
      return [.skipped("there is no key to sign with")]
    }
    var findings: [Finding] = []
    for index in history.keys.indices where history.keys[index].isUsable {
      let found = history.keys[index]
      let finding = await testSignature(found, session, history)
      history.keys[index].isProven = finding.status == .ok
      findings.append(finding.about(found.key.shortName))
    }
    return findings
  }

  private func testSignature(
    _ found: FoundKey, _ session: SessionNumber, _ history: CaseHistory
  ) async -> Finding {
    guard let algorithm = found.algorithm else {
      return .warning(
        "not tried: by a key of type \(found.key.typeName) no certificate is signed here",
        mend: "use P-256, P-384, or RSA of at least 2048 bits")
    }
    let challenge = proofChallenge()
    let signature: [UInt8]
    do throws(ModuleFault) {
      signature = try await module.signature(
        for: challenge, with: found.key.handle, algorithm: algorithm, in: session)
    } catch {
      return failed(error, history, mend: Self.mend(of: error, algorithm))
    }
    let publicKeys = found.certificate.map { [$0.certificate.publicKey] } ?? found.key.publicKeys
    guard !publicKeys.isEmpty else {
      return .warning(
        "it signs, but the token shows no public key to verify by",
        meaning: "whose signature that is can't be told", mend: "name its certificate")
    }
    let isValid = publicKeys.contains {
      $0.isValidSignature(signature, for: challenge, signatureAlgorithm: algorithm.x509)
    }
    guard isValid else {
      return .failed(
        "\(algorithm.mechanismName) gives a signature that doesn't verify",
        meaning: found.certificate == nil
          ? "the public key that the token shows isn't this key's, or the module signs wrongly"
          : "the private key isn't the one of the certificate, or the module signs wrongly",
        mend: "find the right key with `chancery hsm keys verify`")
    }
    return .ok("\(algorithm.mechanismName), verified in software")
  }

  private static func mend(of fault: ModuleFault, _ algorithm: SignatureAlgorithm) -> String {
    switch fault.result {
    case .mechanismInvalid?:
      "allow \(algorithm.mechanismName) in the HSM's configuration, or use a key of another type"
    case .keyFunctionNotPermitted?:
      "generate another key with `chancery hsm generate`; this one has no right to sign"
    default: "see the HSM's own log"
    }
  }

  func speed(_ history: CaseHistory) async -> [Finding] {
    guard
      let found = history.keys.first(where: \.isProven), let algorithm = found.algorithm,
      let slot = history.token?.slotID, let access = history.access
    else { return [.skipped("no key has signed")] }
    let many = min(4, history.sessionCount ?? 1)
    var rates: [Double] = []
    for count in many > 1 ? [1, many] : [1] {
      let trial = SpeedTrial(
        slot: slot, access: access, key: found.key.handle, algorithm: algorithm,
        sessionCount: count, duration: .seconds(many > 1 ? 1 : 2),
        pauseBetweenOpenings: history.profile.pauseBetweenOpenings)
      do throws(ModuleFault) {
        rates.append(try await module.signingRate(trial))
      } catch {
        return [
          failed(
            error, history,
            mend: "see the HSM's own log; `chancery hsm bench` finds how many sessions it bears")
        ]
      }
    }
    let best = rates.max() ?? 0
    let measured = zip([1, many], rates).map { "\(Self.rate($1))/s in \($0.of("session"))" }
    return [
      .ok(
        "\(found.key.typeName) \(found.key.shortName): \(measured.joined(separator: ", "))",
        meaning: "about \(Self.rate(best)) certificates a second, or \(Self.rate(best / 2)) with "
          + "certificate transparency, where each takes two signatures; `chancery hsm bench` "
          + "measures it well")
    ]
  }

  private static func rate(_ rate: Double) -> String {
    rate >= 10 ? "\(Int(rate.rounded()))" : "\((rate * 10).rounded() / 10)"
  }
}

extension FoundKey {
  /// How the key signs certificates; nil when it is none that does.
  var algorithm: SignatureAlgorithm? {
    if let certificate { return SignatureAlgorithm(of: certificate.certificate.publicKey) }
    if let publicKey = key.publicKeys.first { return SignatureAlgorithm(of: publicKey) }
    return switch (key.attributes.keyType, key.attributes.curve) {
    case (.rsa, _): .sha256WithRSAEncryption
    case (_, .p256?): .ecdsaWithSHA256
    case (_, .p384?): .ecdsaWithSHA384
    default: nil
    }
  }
}
