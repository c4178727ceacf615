/// Why an order, an authorization or a challenge failed, as it is kept with it.
///
/// The ACME server turns it into a problem document; nothing in it is secret.
package struct Failure: Error, Sendable, Hashable, Codable {
  /// The classes of failure, named after the error types of RFC 8555 §6.7.
  package enum Kind: String, Sendable, Hashable, Codable {
    case badCSR
    case badPublicKey
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

  package init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
