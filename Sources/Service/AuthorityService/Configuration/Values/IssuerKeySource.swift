/// Where an issuer's private key is.
package enum IssuerKeySource: Sendable, Equatable {
  /// In one of the configuration's tokens.
  case token(name: Located<String>, key: Located<TokenKeyName>)
  /// In a PEM file, for trials.
  case file(Located<String>)
}
