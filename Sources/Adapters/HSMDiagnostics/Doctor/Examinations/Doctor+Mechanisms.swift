import CertificateFormats
import Cryptoki
import X509

/// Whether the token signs as a CA needs it.
extension Doctor {
  private static var signing: [String] { ["CKM_ECDSA", "CKM_RSA_PKCS"] }

  func mechanisms(_ history: inout CaseHistory) async -> Finding {
    guard let slot = history.token?.slotID else { return .skipped("there is no token") }
    let mechanisms: [Mechanism]
    do throws(ModuleFault) {
      mechanisms = try await module.mechanisms(inSlot: slot)
    } catch {
      return failed(error, history, mend: "see whether the HSM can be reached from this machine")
    }
    history.mechanisms = mechanisms
    let offered = Self.signing.filter { name in mechanisms.contains { $0.name == name } }
    let algorithms = history.subject.keys.compactMap {
      $0.certificate.flatMap { SignatureAlgorithm(of: $0.certificate.publicKey) }
    }
    let missing = Set(algorithms.map(\.mechanismName)).subtracting(offered).sorted()
    guard missing.isEmpty, !offered.isEmpty else {
      let lack = missing.isEmpty ? Self.signing : missing
      return .failed(
        "the token doesn't offer \(lack.joined(separator: " or "))",
        meaning: algorithms.isEmpty
          ? "a CA signs by one of them" : "the issuer's key signs by it",
        mend: "allow it in the HSM's configuration (partition policy, FIPS mode), or use a key of "
          + "another type")
    }
    let described = offered.map { name in
      let sizes = mechanisms.first { $0.name == name }.flatMap(\.sizesInWords)
      return name + (sizes.map { " (\($0))" } ?? "")
    }
    return .ok("\(described.joined(separator: ", ")), among \(mechanisms.count)")
  }
}

extension Mechanism {
  /// The keys that it takes: `2048 to 4096 bits`.
  fileprivate var sizesInWords: String? {
    keySizes.map { "\($0.lowerBound) to \($0.upperBound) bits" }
  }
}
