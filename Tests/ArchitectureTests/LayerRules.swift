/// Holds the manifest and the source tree against the table of layers.
struct LayerRules {
  enum Violation: Hashable {
    case tableIsEmpty
    case targetIsNotInTable(String, row: String)
    case targetIsInOtherRow(String, row: String, table: String)
    case targetIsNotInManifest(String, row: String)
    case dependencyIsNotLower(String, on: String)
    case importIsNotLower(String, of: String, file: String)
    case importIsNotDeclared(String, of: String, file: String)
    case folderIsNoRow(String)
    case folderIsNoTarget(String, row: String)
  }

  let table: LayerTable
  let manifest: PackageManifest
  let sources: SourceTree

  /// Everything that contradicts the table, in the order of the manifest; nothing is as it should be.
  var violations: [Violation] {
    guard !table.rows.isEmpty else { return [.tableIsEmpty] }
    let dependencies = manifest.targets.flatMap { dependencyViolations(of: $0) }
    let imports = manifest.targets.flatMap { importViolations(of: $0) }
    return misplacedTargets + missingTargets + dependencies + imports + unknownFolders
  }

  private var misplacedTargets: [Violation] {
    manifest.targets.compactMap { target -> Violation? in
      switch table.row(of: target.name) {
      case nil: .targetIsNotInTable(target.name, row: target.row)
      case target.row: nil
      case .some(let row): .targetIsInOtherRow(target.name, row: target.row, table: row)
      }
    }
  }

  private var missingTargets: [Violation] {
    table.rows.flatMap { row in
      row.targets
        .filter { !targetNames.contains($0) }
        .map { Violation.targetIsNotInManifest($0, row: row.name) }
    }
  }

  private func dependencyViolations(of target: PackageManifest.Target) -> [Violation] {
    target.dependencies
      .filter { targetNames.contains($0) && !isLower($0, than: target.name) }
      .map { .dependencyIsNotLower(target.name, on: $0) }
  }

  private func importViolations(of target: PackageManifest.Target) -> [Violation] {
    sources.imports[target.name, default: []]
      .filter { targetNames.contains($0.module) }
      .flatMap { statement -> [Violation] in
        var violations: [Violation] = []
        if !isLower(statement.module, than: target.name) {
          violations.append(
            .importIsNotLower(target.name, of: statement.module, file: statement.file))
        }
        if !target.dependencies.contains(statement.module) {
          violations.append(
            .importIsNotDeclared(target.name, of: statement.module, file: statement.file))
        }
        return violations
      }
  }

  private var unknownFolders: [Violation] {
    sources.folders.sorted { $0.key < $1.key }.flatMap { row, folders -> [Violation] in
      guard let known = table.rows.first(where: { $0.name == row }) else {
        return [.folderIsNoRow(row)]
      }
      return folders.subtracting(known.targets).sorted().map { .folderIsNoTarget($0, row: row) }
    }
  }

  private var targetNames: Set<String> { Set(manifest.targets.map(\.name)) }

  private func isLower(_ lower: String, than higher: String) -> Bool {
    guard
      let lowerHeight = table.row(of: lower).flatMap(table.height(ofRow:)),
      let higherHeight = table.row(of: higher).flatMap(table.height(ofRow:))
    else { return false }
    return lowerHeight < higherHeight
  }
}

extension LayerRules.Violation: CustomStringConvertible {
  var description: String {
    switch self {
    case .tableIsEmpty:
      "docs/architecture.md holds no table between its two `layers` marks"
    case .targetIsNotInTable(let target, let row):
      "\(target) is a target of \(row) but not in the table of docs/architecture.md: add it there"
    case .targetIsInOtherRow(let target, let row, let table):
      "\(target) lies in \(row), the table says \(table): move one of them"
    case .targetIsNotInManifest(let target, let row):
      "\(target) is in the table's row \(row) but not in Package.swift: strike it from the table"
    case .dependencyIsNotLower(let target, let dependency):
      "\(target) depends on \(dependency), which lies in no lower row: put a port between them"
    case .importIsNotLower(let target, let module, let file):
      "\(file): \(target) imports \(module), which lies in no lower row: put a port between them"
    case .importIsNotDeclared(let target, let module, let file):
      "\(file): \(target) imports \(module) without declaring it in Package.swift: declare it there"
    case .folderIsNoRow(let folder):
      "Sources/\(folder) is no row of the table: move it into one"
    case .folderIsNoTarget(let folder, let row):
      "Sources/\(row)/\(folder) is no target of its row: declare it in Package.swift and the table"
    }
  }
}
