/// One entry of a list of names: `www.example.net`, or `.example.net` for that domain and all in it.
package struct NamePattern: Sendable, Hashable {
  package let name: String
  /// Whether the names in the domain are meant too.
  package let coversDomain: Bool

  /// Reads an entry; only a domain may be a single label.
  package init(_ text: String) throws(NameError) {
    let coversDomain = text.hasPrefix(".")
    let name = try DomainName.lowercase(coversDomain ? String(text.dropFirst()) : text)
    guard !name.isEmpty else { throw .empty }
    let labels = try DomainName.checkedLabels(of: name[...])
    guard labels.count > 1 || coversDomain else { throw .singleLabel }
    self.name = name
    self.coversDomain = coversDomain
  }
}

extension NamePattern: CustomStringConvertible {
  package var description: String { coversDomain ? ".\(name)" : name }
}
