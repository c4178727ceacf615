/// What went wrong, for a client to read and for a person to mend.
///
/// - Note: RFC 7807 §3, RFC 8555 §6.7.
package struct ProblemDocument: Error, Codable, Sendable, Hashable {
  /// A problem with one identifier of an order (RFC 8555 §6.7.1).
  package struct Subproblem: Codable, Sendable, Hashable {
    package let type: String
    package let detail: String
    package let identifier: IdentifierResource?

    package init(_ type: ProblemType, detail: String, identifier: IdentifierResource? = nil) {
      self.type = type.urn
      self.detail = detail
      self.identifier = identifier
    }

    package var problemType: ProblemType? { ProblemType(urn: type) }
  }

  /// The media type to send it with.
  package static let contentType = "application/problem+json"

  /// A URI; other servers may send one that ACME does not define.
  package let type: String
  package let detail: String?
  /// The HTTP status that it was sent with.
  package let status: Int?
  package let subproblems: [Subproblem]?
  /// What the server would have taken, with badSignatureAlgorithm (RFC 8555 §6.2).
  package let algorithms: [String]?
  /// Where a person should go, with userActionRequired (RFC 8555 §7.3.3).
  package let instance: String?

  package init(
    _ type: ProblemType, detail: String, status: Int? = nil, subproblems: [Subproblem]? = nil,
    algorithms: [JWSAlgorithm]? = nil, instance: String? = nil
  ) {
    self.type = type.urn
    self.detail = detail
    self.status = status ?? type.defaultStatus
    self.subproblems = subproblems
    self.algorithms = algorithms?.map(\.rawValue)
    self.instance = instance
  }

  /// The type, or `nil` when ACME does not define it.
  package var problemType: ProblemType? { ProblemType(urn: type) }
}

extension ProblemDocument: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("algorithms", algorithms)
      object.member("detail", detail)
      object.member("instance", instance)
      object.member("status", status)
      object.member("subproblems", subproblems)
      object.member("type", type)
    }
  }
}

extension ProblemDocument.Subproblem: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("detail", detail)
      object.member("identifier", identifier)
      object.member("type", type)
    }
  }
}
