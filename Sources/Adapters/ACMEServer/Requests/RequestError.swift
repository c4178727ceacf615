package import ACMEProtocol
package import HTTPTypes

/// Why a request was refused before anybody looked at what it asks for.
package enum RequestError: Error, Sendable {
  case noSuchResource(path: String)
  case methodNotAllowed(HTTPRequest.Method, allowed: [HTTPRequest.Method])
  case contentType(String?)
  case bodyTooLarge(limitInBytes: Int)
  case bodyIncomplete
  case bodyTooSlow
  case unknownAccountURL(String)
  /// The request must be signed by an account (`kid`), or by a key (`jwk`).
  case wrongKeyReference(expected: String)
  case payloadNotEmpty
  case payloadEmpty
  case authorizationChange(status: String)
  case noSuchChain(Int)
  case noCertificateNamed
  case certificateIdentifier(String, CertificateIdentifierError)
  /// None of the media types that there are is among those that the client takes.
  case notAcceptable(available: [String])
  case accountMismatch
  /// The account at this URL has the key to which another account was to change (RFC 8555 §7.3.5).
  case keyTaken(account: String)
  /// The certificate's chain isn't known, since its issuer was taken out of the configuration.
  case issuerNotConfigured(String)
}
