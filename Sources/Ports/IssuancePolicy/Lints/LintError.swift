/// Why bytes are not signed.
package struct LintError: Error, Sendable, Hashable {
  /// At least one, each an error.
  package let errors: [LintFinding]
}

extension LintError: CustomStringConvertible {
  package var description: String {
    let list = errors.map(\.description).joined(separator: "; ")
    return "The certificate would break rules that certificates must keep: \(list)."
  }
}
