import ArgumentParser
import Cryptoki

/// Why a command didn't get into a token.
enum TokenFault: Error {
  /// The module can't be loaded or initialised.
  case module(CryptokiError)
  /// The module shows no token at all.
  case none(module: String)
  case uninitialised(token: Token)
  /// There are several, and nobody said which is meant.
  case unspecified(present: [Token])
  case missing(selection: TokenSelection, module: String, near: String?, present: [Token])
  case ambiguous(selection: TokenSelection, matching: [Token])
  case noPIN(token: Token)
  case locked(token: Token)
  case finalTry(token: Token)
  /// The PIN can't be right; it wasn't sent.
  case pinShape(reason: String, token: Token)
  case login(CryptokiError, advice: String)
  case call(CryptokiError)
}

extension TokenFault {
  /// What is wrong may be what was typed, or what was found.
  var exitCode: ExitCode {
    switch self {
    case .unspecified, .ambiguous, .finalTry: .validationFailure
    case .module, .none, .uninitialised, .missing, .noPIN, .locked, .pinShape, .login, .call:
      .failed
    }
  }
}

extension TokenFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .module(.fileMissing(let path)):
      "There is no PKCS#11 module at \(path). Correct the path, or install the module."
        + InstalledModules.find().hint
    case .module(.notAModule(let path)):
      "\(path) is a library, but no PKCS#11 module: it has no C_GetFunctionList. Name the HSM's own "
        + "module." + InstalledModules.find().hint
    case .module(let error):
      "\(error)."
    case .none(let module):
      "\(module) shows no token. Connect the HSM, or check the module's own configuration; "
        + "`chancery hsm doctor` looks closer."
    case .uninitialised(let token):
      "The token in slot \(token.slotID) is not initialised, so it holds no keys. Initialise it with "
        + "the vendor's tool."
    case .unspecified(let present):
      "Which token? Name one by --token-label, --serial or --slot: \(Self.list(present))."
    case .missing(let selection, let module, let near?, _):
      "There is no token with \(selection) in \(module). Did you mean \(near)?"
    case .missing(let selection, let module, nil, let present):
      "There is no token with \(selection) in \(module). "
        + (present.isEmpty ? "It has no initialised token." : "It has \(Self.list(present)).")
    case .ambiguous(let selection, let matching):
      "\(matching.count) tokens have \(selection). Name one by --serial: \(Self.list(matching))."
    case .noPIN(let token):
      "The token \(token.summary) has no user PIN yet. The security officer must set one with the "
        + "vendor's tool."
    case .locked(let token):
      "The user PIN of token \(token.summary) is locked after too many wrong tries, so no login was "
        + "tried. The security officer must set it anew with the vendor's tool."
    case .finalTry(let token):
      "The token \(token.summary) has one try left before it locks, so no login was tried. Make sure "
        + "of the PIN, then say --force."
    case .pinShape(let reason, let token):
      "The PIN was not sent to token \(token.summary): \(reason)."
    case .login(let error, let advice):
      "\(error.function ?? "C_Login") returned \(error.result?.description ?? "nothing"): \(advice)."
        + " It was tried once."
    case .call(let error):
      "\(error)."
    }
  }

  private static func list(_ tokens: [Token]) -> String {
    tokens.map(\.summary).joined(separator: ", ")
  }
}

extension InstalledModules {
  /// A line that names what is there.
  fileprivate var hint: String {
    paths.isEmpty ? "" : " This machine has \(paths.joined(separator: ", "))."
  }
}
