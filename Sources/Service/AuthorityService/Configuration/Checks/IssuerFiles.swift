package import X509

/// What an issuer's files hold, once they have been found to belong together.
package struct IssuerFiles: Sendable {
  package let certificate: Certificate
  /// Each certifies the one before it.
  package let chain: [Certificate]
  /// Other certificates of the same key, each with what certifies it.
  package let alternateChains: [[Certificate]]
  /// The key, where it is kept in a file.
  package let softwareKey: Certificate.PrivateKey?
}
