/// Package.swift, as far as rows and dependencies between our own targets go.
///
/// It is read as text, since `swift package dump-package` would wait for the lock that the running
/// `swift test` holds.
struct PackageManifest: Hashable {
  struct Target: Hashable {
    let row: String
    let name: String
    /// Dependencies that are named by a plain string; products of other packages are no strings.
    let dependencies: [String]
  }

  let targets: [Target]

  init(targets: [Target]) {
    self.targets = targets
  }

  /// Reads the calls of `row`, `system`, `target` and their like in the package's last list of targets.
  init(source: String) {
    let code = Self.withoutComments(source)
    guard let list = code.ranges(of: "targets: [").last else {
      targets = []
      return
    }
    let declarations = code[list.upperBound...]
    let call = /\.(row|system|target|executableTarget|systemLibrary|macro|plugin)\(/
    targets = declarations.matches(of: call).compactMap { match in
      Self.target(
        from: String(match.1), Self.arguments(in: declarations[match.range.upperBound...]))
    }
  }

  private static func target(from function: String, _ arguments: Substring) -> Target? {
    let strings = Self.strings(in: arguments)
    guard let first = strings.first else { return nil }
    switch function {
    case "row":
      guard strings.count >= 2 else { return nil }
      return Target(row: first, name: strings[1], dependencies: Array(strings.dropFirst(2)))
    case "system":
      return Target(row: "System", name: first, dependencies: [])
    default:
      // What tests share belongs to no row.
      if arguments.contains("path: \"Tests/") { return nil }
      let path = arguments.firstMatch(of: /path: "Sources\/(\w+)\//).map { String($0.1) }
      let list = arguments.firstMatch(of: /dependencies: \[([^\]]*)\]/)
      return Target(
        row: path ?? "", name: first, dependencies: list.map { Self.strings(in: $0.1) } ?? [])
    }
  }

  private static func strings(in text: Substring) -> [String] {
    text.matches(of: /"([^"]*)"/).map { String($0.1) }
  }

  /// What stands before the parenthesis that closes an open call.
  private static func arguments(in text: Substring) -> Substring {
    var depth = 1
    var isInString = false
    for index in text.indices {
      switch text[index] {
      case "\"": isInString.toggle()
      case "(" where !isInString: depth += 1
      case ")" where !isInString: depth -= 1
      default: break
      }
      if depth == 0 { return text[..<index] }
    }
    return text
  }

  /// The source without `//` comments; the `//` of a URL stands in a string and stays.
  private static func withoutComments(_ source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let isInsideString = { (end: Substring.Index) in
          !line[..<end].filter { $0 == "\"" }.count.isMultiple(of: 2)
        }
        let comment = line.ranges(of: "//").first { !isInsideString($0.lowerBound) }
        return comment.map { line[..<$0.lowerBound] } ?? line
      }
      .joined(separator: "\n")
  }
}
