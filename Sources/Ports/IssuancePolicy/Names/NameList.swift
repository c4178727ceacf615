/// A list of names and domains that is as quick to ask when it has a million entries.
package struct NameList: Sendable, Equatable {
  private var names: Set<String> = []
  private var domains: Set<String> = []
  /// The entry that lies one label below a domain, which the domain's wildcard would cover.
  private var entryBelow: [String: NamePattern] = [:]

  package init(_ patterns: some Sequence<NamePattern> = []) {
    for pattern in patterns { insert(pattern) }
  }

  package var isEmpty: Bool { names.isEmpty && domains.isEmpty }

  package mutating func insert(_ pattern: NamePattern) {
    if pattern.coversDomain {
      domains.insert(pattern.name)
    } else {
      names.insert(pattern.name)
    }
    if let dot = pattern.name.firstIndex(of: ".") {
      entryBelow[String(pattern.name[pattern.name.index(after: dot)...])] = pattern
    }
  }

  /// The entry that covers a name with everything that it stands for.
  ///
  /// A wildcard is covered by a domain only.
  func entry(covering name: DomainName) -> NamePattern? {
    if !name.isWildcard, names.contains(name.text) {
      return NamePattern(name: name.text, coversDomain: false)
    }
    return name.domains.first(where: domains.contains)
      .map { NamePattern(name: $0, coversDomain: true) }
  }

  /// The entry that covers a name or something that it stands for.
  ///
  /// `*.example.net` stands for `login.example.net`, so it is met by an entry for that alone.
  func entry(meeting name: DomainName) -> NamePattern? {
    entry(covering: name) ?? (name.isWildcard ? entryBelow[name.base] : nil)
  }
}

extension NamePattern {
  /// An entry of a list, which was checked when it was read.
  fileprivate init(name: String, coversDomain: Bool) {
    self.name = name
    self.coversDomain = coversDomain
  }
}
