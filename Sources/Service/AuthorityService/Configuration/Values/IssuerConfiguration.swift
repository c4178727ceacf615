/// One issuing certificate and where its key is.
package struct IssuerConfiguration: Sendable, Equatable {
  package let name: Located<String>
  package let certificateFile: Located<String>
  /// From the certificate of this issuer's own issuer up to, perhaps, the root.
  package let chainFiles: [Located<String>]
  package let key: IssuerKeySource
}
