internal import Cryptoki
internal import HSMSigning
internal import Signing

/// A token's PIN where the configuration says that it is, read anew for each login.
struct ConfiguredPIN: PINSource {
  let token: String
  let source: SecretSource
  /// The process's environment as it was at start.
  let environment: [String: String]

  func revision() -> String {
    switch source.origin {
    case .file(let path): FileIdentity(ofFileAt: path).text
    // A process's environment doesn't change under it, and a hash of the PIN would be a hint.
    case .environment(let name): "variable \(name)"
    }
  }

  func pin() throws(SigningError) -> PIN {
    do throws(ConfigurationProblem) {
      return PIN(try source.read(environment: environment))
    } catch {
      throw .tokenUnavailable(token: token, reason: "\(error.message) \(error.mend)")
    }
  }
}
