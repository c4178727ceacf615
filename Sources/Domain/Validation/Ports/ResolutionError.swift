/// Why a host has no address that could be used, or a question to DNS no answer.
package struct ResolutionError: Error, Sendable {
  package enum Code: Sendable, Hashable {
    /// The name does not exist (NXDOMAIN).
    case nonexistentName
    /// The name exists, but has neither an A nor an AAAA record.
    case noAddress
    /// The name servers failed or refused; the rcode that they, or our resolver, gave.
    case serverFailure(rcode: Int)
    /// The answer was forged, or its zone is signed wrongly (DNSSEC).
    case bogus
    case timedOut
    case cancelled
    /// The text can't be a DNS name.
    case malformedName
    /// A record can't be read.
    case malformedRecord
    /// The resolver itself is at fault, not the applicant's DNS.
    case resolverFault
  }

  package let code: Code
  /// One sentence that names the host, the record types and what came back.
  package let context: String

  package init(_ code: Code, _ context: String) {
    self.code = code
    self.context = context
  }
}

extension ResolutionError {
  /// Whether it says nothing about the applicant's DNS, so that he may try again unchanged.
  package var isOurFault: Bool {
    switch code {
    case .resolverFault, .cancelled: true
    case .nonexistentName, .noAddress, .serverFailure, .bogus, .timedOut, .malformedName,
      .malformedRecord:
      false
    }
  }
}

extension ResolutionError: CustomStringConvertible {
  package var description: String { context }
}
