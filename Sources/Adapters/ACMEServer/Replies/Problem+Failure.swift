internal import ACMEProtocol
internal import AuthorityModel

/// What is kept with an order or a challenge that failed.
extension Problem {
  /// A failure that is kept with an order or a challenge.
  static func document(for failure: Failure) -> ProblemDocument {
    ProblemDocument(
      type(of: failure.kind), detail: failure.detail,
      subproblems: failure.subproblems?.map { part in
        ProblemDocument.Subproblem(
          type(of: part.kind), detail: part.detail, identifier: .dns(part.name))
      })
  }

  private static func type(of kind: Failure.Kind) -> ProblemType {
    switch kind {
    case .badCSR: .badCSR
    case .badPublicKey: .badPublicKey
    case .caa: .caa
    case .compound: .compound
    case .connection: .connection
    case .dns: .dns
    case .incorrectResponse: .incorrectResponse
    case .rejectedIdentifier: .rejectedIdentifier
    case .serverInternal: .serverInternal
    case .tls: .tls
    case .unauthorized: .unauthorized
    }
  }
}
