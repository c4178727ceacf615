/// Another chain for an issuer's certificates, up to another root.
package struct AlternateChainConfiguration: Sendable, Equatable {
  /// Another certificate of the issuer's name and key; nil for the one that the issuer has.
  package let certificateFile: Located<String>?
  /// From the certificate of that one's issuer up to, perhaps, the root.
  package let chainFiles: [Located<String>]
}
