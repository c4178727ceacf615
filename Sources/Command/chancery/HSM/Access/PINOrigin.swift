import AuthorityService
import Cryptoki
import Foundation
import Glibc

/// Where a PIN comes from; never the PIN itself.
enum PINOrigin: Sendable {
  /// `--pin-file`: a file, or a pipe as `<(pass show hsm)`.
  case file(String)
  /// `--pin-env`: a variable, which is erased when it has been read.
  case environment(String)
  /// What the configuration says.
  case configuration(SecretSource)
  /// The person at the terminal.
  case prompt

  /// Where it is, for people.
  var place: String {
    switch self {
    case .file(let path): path
    case .environment(let name): "the variable \(name)"
    case .configuration(let source):
      switch source.origin {
      case .file(let path): path
      case .environment(let name): "the variable \(name)"
      }
    case .prompt: "the prompt"
    }
  }

  /// Gets the PIN.
  ///
  /// - Parameter owner: Whose PIN it is, for the prompt.
  func pin(for owner: String) throws -> PIN {
    switch self {
    case .file(let path): try PINFile(path: path).pin()
    case .environment(let name): try Self.takeVariable(name)
    case .configuration(let source):
      PIN(try source.read(environment: ProcessInfo.processInfo.environment))
    case .prompt: try PINPrompt(text: "PIN for \(owner): ").pin()
    }
  }

  /// Reads a variable and erases it.
  ///
  /// Unset, it isn't handed to children; overwritten, it doesn't stand in `/proc/PID/environ` any more.
  private static func takeVariable(_ name: String) throws(PINFault) -> PIN {
    guard let value = getenv(name) else { throw .variableMissing(name: name) }
    let length = strlen(value)
    guard length > 0 else { throw .empty(place: "the variable \(name)") }
    let pin = PIN(UnsafeRawBufferPointer(start: value, count: length))
    explicit_bzero(value, length)
    unsetenv(name)
    return pin
  }
}

/// Why there is no PIN.
enum PINFault: Error, Hashable, Sendable {
  case variableMissing(name: String)
  case unreadable(path: String, code: Int32)
  case tooLong(path: String)
  case empty(place: String)
  case noTerminal
  case notEntered
}

extension PINFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .variableMissing(let name):
      "The variable \(name) of --pin-env is not set. Set it to the PIN, or use --pin-file."
    case .unreadable(let path, let code):
      "The PIN file \(path) can't be read: \(String(cString: strerror(code))). "
        + "Name a file that holds the PIN and nothing else."
    case .tooLong(let path):
      "\(path) is too long for a PIN file. Name a file that holds the PIN and nothing else."
    case .empty(let place):
      "There is no PIN in \(place): it is empty. Write the PIN there, and nothing else."
    case .noTerminal:
      "There is no terminal to ask for the PIN. Name it by --pin-file FILE or --pin-env VARIABLE."
    case .notEntered:
      "No PIN was entered. Type it, or name it by --pin-file FILE or --pin-env VARIABLE."
    }
  }
}
