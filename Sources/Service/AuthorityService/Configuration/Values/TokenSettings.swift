package import Cryptoki

/// One PKCS#11 token: which module reaches it, how it is found, and how it is used.
package struct TokenSettings: Sendable, Equatable {
  package let name: Located<String>
  /// The module's file; a name without a slash is left to the dynamic linker's search.
  package let module: Located<String>
  package let selection: Located<TokenSelection>
  package let pin: SecretSource
  /// Whose habits the token has; nil where that is to be found out.
  package let vendor: HSMVendor?
  /// Sessions that are open at once, each with a thread of its own.
  package let sessions: Int
  package let operationTimeout: Duration
  /// Variables to set before the module is loaded, since many modules read nothing else.
  package let environment: [String: String]
}
