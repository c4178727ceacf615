/// Why a JSON payload is not what the resource takes.
package struct PayloadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The member at fault, as a path with dots; empty for the whole payload.
  package let member: String
  package let reason: String

  init(cause: any Error) {
    switch cause as? DecodingError {
    case .keyNotFound(let key, let context):
      self.init(path: context.codingPath + [key], reason: "is missing")
    case .typeMismatch(_, let context):
      self.init(path: context.codingPath, reason: "has the wrong JSON type")
    case .valueNotFound(_, let context):
      self.init(path: context.codingPath, reason: "is null")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self.init(path: context.codingPath, reason: context.debugDescription)
    default:
      self.init(path: [], reason: "is not valid JSON")
    }
  }

  /// - Parameter member: Empty for the whole payload.
  init(member: String, reason: String) {
    self.member = member
    self.reason = reason
  }

  private init(path: [any CodingKey], reason: String) {
    self.member = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
      .joined(separator: ".")
    self.reason = reason
  }

  package var description: String {
    member.isEmpty ? "the payload \(reason)" : "the payload's member '\(member)' \(reason)"
  }

  /// The answer to the client.
  package var problem: ProblemDocument { ProblemDocument(.malformed, detail: description) }
}
