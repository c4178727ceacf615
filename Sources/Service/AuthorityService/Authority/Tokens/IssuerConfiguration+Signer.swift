internal import Foundation
internal import HSMSigning
internal import Signing
internal import X509

extension IssuerConfiguration {
  /// What signs for an issuer, and how many signatures it makes at once.
  struct Key: Sendable {
    let signer: any Signer
    /// The tokens that hold the key; none for a key in a file.
    let tokenNames: Set<String>
    let laneCount: Int
  }

  func signer(files: IssuerFiles, in pools: [TokenPool]) async throws(AuthorityError) -> Key {
    switch key {
    case .file(let file):
      return try softwareKey(in: files, file)
    case .tokens(let names, let key):
      return try await tokenKey(named: key, in: names, of: pools, files: files)
    }
  }

  private func softwareKey(
    in files: IssuerFiles, _ file: Located<String>
  ) throws(AuthorityError) -> Key {
    guard let key = files.softwareKey else {
      throw .configuration(
        ConfigurationError(file.problem("It holds no key.", mend: "Name a PEM private key.")))
    }
    do throws(SigningError) {
      return Key(
        signer: try SoftwareSigner(key), tokenNames: [],
        laneCount: ProcessInfo.processInfo.activeProcessorCount)
    } catch {
      throw .configuration(
        ConfigurationError(file.problem("\(error)", mend: "Name a P-256, P-384 or RSA key.")))
    }
  }

  private func tokenKey(
    named key: Located<TokenKeyName>, in names: [Located<String>], of pools: [TokenPool],
    files: IssuerFiles
  ) async throws(AuthorityError) -> Key {
    let selection: KeySelection =
      switch key.value {
      case .label(let label): .label(label)
      case .id(let id): .id(id)
      }
    var signers: [HSMSigner] = []
    var laneCount = 0
    for name in names {
      guard let pool = pools.first(where: { $0.name == name.value }) else {
        throw .configuration(
          ConfigurationError(name.problem("There is no such token.", mend: "Name one of `tokens`."))
        )
      }
      do throws(SigningError) {
        signers.append(
          try await pool.signer(forKey: selection, certificateKey: files.certificate.publicKey))
      } catch {
        throw refusal(of: key, in: name, error)
      }
      laneCount += pool.status.lanes.wanted
    }
    do throws(SigningError) {
      return Key(
        signer: try SharedSigner(signers), tokenNames: Set(names.map(\.value)),
        laneCount: max(1, laneCount))
    } catch {
      throw .configuration(
        ConfigurationError(key.problem("\(error).", mend: "Name the tokens that hold this key.")))
    }
  }

  private func refusal(
    of key: Located<TokenKeyName>, in token: Located<String>, _ error: SigningError
  ) -> AuthorityError {
    guard error.isFaultOfChoice else { return .token(name: token.value, error) }
    return .configuration(
      ConfigurationError(
        key.problem(
          "\(error).", mend: "It must be the private key of \(certificateFile.value).")))
  }
}

extension SigningError {
  /// Whether another key or certificate must be chosen, where all else may pass by itself.
  fileprivate var isFaultOfChoice: Bool {
    switch self {
    case .keyMissing, .keyAmbiguous, .wrongKey, .wrongKeyType, .keyMayNotSign, .unsupportedKey,
      .unreadableKey, .proofFailed:
      true
    case .busy, .deadlineExceeded, .tokenUnavailable, .tokenParked, .device, .malformedSignature,
      .shutDown, .notOpened:
      false
    }
  }
}
