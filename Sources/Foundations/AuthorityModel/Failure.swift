/// Why an order, an authorization or a challenge failed, as it is kept with it.
///
/// The ACME server turns it into a problem document; nothing in it is secret.
package struct Failure: Error, Sendable, Hashable, Codable {
  /// The classes of failure, named after the error types of RFC 8555 §6.7.
  package enum Kind: String, Sendable, Hashable, Codable {
    case badCSR
    case badPublicKey
    case caa
    /// Several identifiers failed, each for a reason of its own (RFC 8555 §6.7.1).
    case compound
    case connection
    case dns
    case incorrectResponse
    case rejectedIdentifier
    case serverInternal
    case tls
    case unauthorized
  }

  package let kind: Kind
  /// What happened, to what, and how to mend it, for the person who runs the client.
  package let detail: String
  /// What happened to each identifier, where it is about several (RFC 8555 §6.7.1).
  package let subproblems: [Part]?

  package init(_ kind: Kind, _ detail: String, subproblems: [Part]? = nil) {
    self.kind = kind
    self.detail = detail
    self.subproblems = subproblems
  }

  /// The failure of one identifier.
  package struct Part: Sendable, Hashable, Codable {
    /// The DNS name, a wildcard with its asterisk.
    package let name: String
    package let kind: Kind
    package let detail: String

    package init(name: String, _ kind: Kind, _ detail: String) {
      self.name = name
      self.kind = kind
      self.detail = detail
    }
  }
}
