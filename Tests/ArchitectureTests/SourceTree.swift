import Foundation

/// What lies under Sources/: its folders, and what each target imports.
struct SourceTree: Hashable {
  struct Import: Hashable {
    /// Path of the file, from the repository's root.
    let file: String
    let module: String
  }

  /// Names of the folders in each folder of Sources/.
  var folders: [String: Set<String>]
  /// The imports of each target, by its name.
  var imports: [String: [Import]]

  init(folders: [String: Set<String>], imports: [String: [Import]]) {
    self.folders = folders
    self.imports = imports
  }

  /// Reads the folder Sources/ of a repository.
  init(repository: URL) throws {
    let sources = repository.appending(path: "Sources")
    folders = [:]
    imports = [:]
    for row in try Self.folders(in: sources) {
      let targets = try Self.folders(in: sources.appending(path: row))
      folders[row] = Set(targets)
      for target in targets {
        let path = "Sources/\(row)/\(target)"
        imports[target, default: []] += try Self.imports(under: path, of: repository)
      }
    }
  }

  /// The modules that a source file imports, in whichever form.
  static func modules(importedBy source: String) -> [String] {
    let statement =
      /\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    return source.split(separator: "\n").compactMap { line in
      line.prefixMatch(of: statement).map { String($0.1) }
    }
  }

  private static func imports(under path: String, of repository: URL) throws -> [Import] {
    let folder = repository.appending(path: path)
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: folder.path(percentEncoded: false))
    return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
      let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return modules(importedBy: source).map { Import(file: "\(path)/\(file)", module: $0) }
    }
  }

  private static func folders(in folder: URL) throws -> [String] {
    try FileManager.default
      .contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles
      )
      .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
      .map(\.lastPathComponent)
  }
}
