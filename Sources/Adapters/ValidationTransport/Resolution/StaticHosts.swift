package import Validation

/// Names that are answered without DNS, for trials: `*.test` → `127.0.0.1`.
///
/// An exact name comes before a pattern, a longer pattern before a shorter one. `*.test` holds
/// every name below `test`, at any depth, but not `test` itself. Case doesn't matter.
package struct StaticHosts: Sendable, Hashable {
  private var addressesByPattern: [String: [IPAddress]] = [:]

  package init() {}

  /// - Parameter table: Addresses by host name or `*.`-pattern, as the configuration has them.
  /// - Throws: ``AddressSyntaxError`` which names the entry that can't be used.
  package init(_ table: [String: String]) throws(AddressSyntaxError) {
    for (pattern, address) in table {
      try add(pattern, [IPAddress(address)])
    }
  }

  package mutating func add(
    _ pattern: String, _ addresses: [IPAddress]
  ) throws(AddressSyntaxError) {
    let suffix = pattern.hasPrefix("*.") ? pattern.dropFirst(2) : pattern[...]
    let labels = suffix.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.allSatisfy({ !$0.isEmpty && !$0.contains("*") }) else {
      throw AddressSyntaxError(text: pattern, expected: .hostPattern)
    }
    addressesByPattern[pattern.lowercased(), default: []] += addresses
  }

  package func addresses(of host: String) -> [IPAddress]? {
    guard !addressesByPattern.isEmpty else { return nil }
    let host = host.lowercased()
    if let exact = addressesByPattern[host] { return exact }
    var rest = host[...]
    while let dot = rest.firstIndex(of: ".") {
      if let found = addressesByPattern["*\(rest[dot...])"] { return found }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}
