import Foundation
import Glibc

extension SecretSource {
  private static let limitInBytes = 4096

  /// Reads the secret, without the newline that editors put at its end.
  ///
  /// - Parameter environment: The process's environment.
  /// - Throws: A problem that names the source and never the secret.
  package func read(environment: [String: String]) throws(ConfigurationProblem) -> String {
    let secret: String
    switch origin {
    case .environment(let name):
      guard let value = environment[name] else {
        throw problem("The variable \(name) is not set.", mend: "Set it before chancery starts.")
      }
      secret = value
    case .file(let path):
      secret = try text(of: path)
    }
    // Swift takes a carriage return and a newline for one character.
    let trimmed = secret.last == "\n" || secret.last == "\r\n" ? secret.dropLast() : secret[...]
    guard !trimmed.isEmpty else {
      throw problem("The secret is empty.", mend: "Write the secret there, and nothing else.")
    }
    return String(trimmed)
  }

  /// Erases a secret that is in a variable, once the environment has been copied.
  ///
  /// Unset, it isn't handed to children; overwritten, it doesn't stand in `/proc/PID/environ` any more
  /// (law 10).
  func eraseFromEnvironment() {
    guard case .environment(let name) = origin, let value = getenv(name) else { return }
    explicit_bzero(value, strlen(value))
    unsetenv(name)
  }

  private func text(of path: String) throws(ConfigurationProblem) -> String {
    let data: Data
    do {
      data = try FileContents.readPrivate(path, limitInBytes: Self.limitInBytes)
    } catch {
      throw problem("The secret can't be read: \(error.reason).", mend: error.mend)
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw problem("\(path) is not UTF-8 text.", mend: "Write the secret there, and nothing else.")
    }
    return text
  }

  private func problem(_ message: String, mend: String) -> ConfigurationProblem {
    ConfigurationProblem(place: place, message: message, mend: mend)
  }
}
