package import Foundation
import X509

extension Configuration {
  /// Checks everything that the configuration names outside of itself, short of opening the HSM.
  ///
  /// - Parameters:
  ///   - time: When the certificates must be valid.
  ///   - environment: The process's environment, for secrets that are in it.
  /// - Throws: ``ConfigurationError`` with all problems at once.
  package func checkFiles(
    at time: Date, environment: [String: String]
  ) throws(ConfigurationError) {
    var problems = profiles.compactMap { $0.validityProblem(at: time) }
    for issuer in issuers {
      do {
        _ = try issuer.readFiles(at: time)
      } catch {
        problems += error.problems
      }
    }
    do {
      _ = try requestPolicy()
    } catch {
      problems += error.problems
    }
    do {
      _ = try keys.blockedKeyLists()
    } catch {
      problems += error.problems
    }
    var check = FileCheck(time: time)
    let certificate = check.certificate(listeners.tls.certificate)
    _ = check.privateKey(
      listeners.tls.key, of: certificate, at: listeners.tls.certificate)
    for token in tokens {
      check.secret(token.pin, environment: environment)
      check.module(token.module)
    }
    if case .file(let file) = validation.trustAnchor { check.trustAnchor(file) }
    if let error = ConfigurationError(problems + check.problems) { throw error }
  }
}
