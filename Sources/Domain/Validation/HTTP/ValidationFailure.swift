/// Why a challenge was not met, fit to be shown to the applicant.
package struct ValidationFailure: Error, Sendable, Hashable {
  /// The error types of RFC 8555 §6.7 that a validation can end in.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case dns
    case connection
    case incorrectResponse
    case unauthorized
    case tls
    /// Our own fault: the applicant may try again unchanged.
    case serverInternal
  }

  package let kind: Kind
  /// What was looked up, what was connected to and what came back; printable ASCII, bounded.
  package let detail: String

  package init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail =
      PrintableExcerpt(detail, limitInCharacters: Self.detailLimitInCharacters)
      .description
  }

  /// Room for a host of 253 characters, a token, a thumbprint, an excerpt of the answer, and the
  /// hosts that redirected there.
  private static let detailLimitInCharacters = 1024
}

extension ValidationFailure: CustomStringConvertible {
  package var description: String { "\(kind.rawValue): \(detail)" }
}
