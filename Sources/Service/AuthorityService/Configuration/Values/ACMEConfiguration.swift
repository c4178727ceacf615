/// What ACME clients are told of the CA.
package struct ACMEConfiguration: Sendable, Equatable {
  /// URL of the terms that every account must agree to; another URL means other terms.
  package let termsOfService: Located<String>?
  /// URL of pages about the CA, for people.
  package let website: Located<String>?
  /// URL of a page about when certificates are to be renewed, for people (RFC 9773 §4.2).
  package let renewalExplanation: Located<String>?
}
