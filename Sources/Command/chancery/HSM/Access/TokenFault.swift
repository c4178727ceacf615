import ArgumentParser
import Cryptoki

/// Why a command didn't get into a token.
enum TokenFault: Error {
  /// The module can't be loaded or initialised.
  case module(CryptokiError, profile: VendorProfile)
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
  case pinShape(reason: String, mend: String, token: Token)
  /// `C_Login` refused the PIN, or failed.
  case login(CryptokiError, profile: VendorProfile)
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
    case .module(.fileMissing(let path), _):
      "There is no PKCS#11 module at \(path). Correct the path, or install the module."
        + InstalledModules.find().hint
    case .module(.notAModule(let path), _):
      "\(path) is a library, but no PKCS#11 module: it has no C_GetFunctionList. Name the HSM's own "
        + "module." + InstalledModules.find().hint
    case .module(.notLoadable(let path, let reason), _):
      "\(path) is no library that can be loaded: \(reason). Name the HSM's own module; "
        + "`chancery hsm doctor` looks closer."
    case .module(.call(let function, let result), let profile):
      Self.text(of: function, result, profile) + " `chancery hsm doctor` looks closer."
    case .module(let error, _):
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
    case .pinShape(let reason, let mend, let token):
      "The PIN can't be right and was not sent to token \(token.summary): \(reason). To mend it, "
        + "\(mend)."
    case .login(.call(let function, let result), let profile):
      Self.text(of: function, result, profile) + " It was tried once."
    case .login(let error, _):
      "\(error). It was tried once."
    case .call(let error):
      "\(error)."
    }
  }

  /// What a call of the module returned, in its vendor's words.
  private static func text(
    of function: String, _ result: CKResult, _ profile: VendorProfile
  ) -> String {
    "\(function) returned \(profile.name(of: result)) (0x\(String(result.rawValue, radix: 16))): "
      + "\(profile.advice(for: result, in: function))."
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
