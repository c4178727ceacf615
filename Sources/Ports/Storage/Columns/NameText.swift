package import AuthorityModel

/// Host names, which hold no spaces, as engines keep them: with spaces between them.
package enum NameText {
  package static func joined(_ names: [String]) -> String { names.joined(separator: " ") }

  package static func names(in text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}

extension Identifier {
  /// The kind, a colon and the name.
  package var columnText: String {
    switch self {
    case .dns(let name): "dns:\(name)"
    }
  }

  package init(columnText column: some StringProtocol) throws(StorageError) {
    guard column.hasPrefix("dns:") else {
      throw .corrupt(what: "an identifier of unknown kind")
    }
    self = .dns(String(column.dropFirst(4)))
  }
}
