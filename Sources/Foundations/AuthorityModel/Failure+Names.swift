extension Failure {
  /// What several names have failed in, as one failure; nil where none did.
  ///
  /// - Note: RFC 8555 §6.7.1. One name alone needs no subproblem.
  package init?(of parts: [Part]) {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else {
      self.init(first.kind, first.detail)
      return
    }
    let isAlike = parts.allSatisfy { $0.kind == first.kind }
    let names = parts.prefix(5).map(\.name).joined(separator: ", ")
    self.init(
      isAlike ? first.kind : .compound,
      "\(parts.count) names failed: \(names)\(parts.count > 5 ? " and others" : ""). "
        + "The subproblems say why.", subproblems: parts)
  }
}
