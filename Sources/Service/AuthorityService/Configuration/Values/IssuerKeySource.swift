/// Where an issuer's private key is.
package enum IssuerKeySource: Sendable, Equatable {
  /// In one or several of the configuration's tokens, which all hold the same key and share the load.
  case tokens(names: [Located<String>], key: Located<TokenKeyName>)
  /// In a PEM file, for trials.
  case file(Located<String>)
}
