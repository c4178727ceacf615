/// One issuing certificate and where its key is.
package struct IssuerConfiguration: Sendable, Equatable {
  package let name: Located<String>
  package let certificateFile: Located<String>
  /// From the certificate of this issuer's own issuer up to, perhaps, the root.
  package let chainFiles: [Located<String>]
  /// Other ways up, which clients may pick (RFC 8555 §7.4.2).
  package let alternateChains: [AlternateChainConfiguration]
  package let key: IssuerKeySource
}
