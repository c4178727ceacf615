import AuthorityService
import Cryptoki
import Foundation

/// How a command reaches a token: by which module, how it is chosen, and where its PIN is.
struct TokenAccess: Sendable {
  /// The token's name in the configuration; nil when it was described by options.
  let name: String?
  let modulePath: String
  /// Variables that the module reads when it is initialised.
  let environment: [String: String]
  /// Whose habits the token has; nil when that is to be recognised.
  let vendor: HSMVendor?
  /// Which of the module's tokens is meant; nil when nothing was said of it.
  let selection: TokenSelection?
  let pinOrigin: PINOrigin

  /// Sets the module's variables; needed before the module is loaded.
  func prepareEnvironment() {
    for (name, value) in environment { setenv(name, value, 1) }
  }

  /// Loads and initialises the module, with its variables set and as its vendor wants it.
  func module() throws(TokenFault) -> CryptokiModule {
    prepareEnvironment()
    do {
      return try CryptokiModule(
        path: modulePath, initialisation: vendor.map { VendorProfile.named($0).initialisation })
    } catch {
      throw .module(
        error, profile: profile(info: nil, nil))
    }
  }

  /// Whose habits the token has: the vendor that was named, or the one that can be told by now.
  func profile(info: ModuleInfo?, _ token: Token?) -> VendorProfile {
    vendor.map(VendorProfile.named)
      ?? VendorProfile.recognise(modulePath: modulePath, info: info, token: token)
  }

  /// Gets the PIN from where it is, or asks for it.
  ///
  /// Blocks while it asks.
  ///
  /// - Throws: ``PINFault``, or a `ConfigurationProblem` when the configuration says where it is.
  func pin() throws -> PIN {
    try pinOrigin.pin(for: name ?? selection.map { "the token with \($0)" } ?? "the token")
  }
}
