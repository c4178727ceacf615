import Testing

/// Each rule must be able to fail: one deliberate mistake, one violation.
@Suite("Layer rules")
struct LayerRulesTests {
  private let table = LayerTable(rows: [
    .init(name: "Adapters", targets: ["HTTP", "SQL"]),
    .init(name: "Ports", targets: ["Storage"]),
  ])
  private let sound = PackageManifest(targets: [
    .init(row: "Adapters", name: "HTTP", dependencies: ["Storage"]),
    .init(row: "Adapters", name: "SQL", dependencies: ["Storage"]),
    .init(row: "Ports", name: "Storage", dependencies: []),
  ])
  private let tree = SourceTree(
    folders: ["Adapters": ["HTTP", "SQL"], "Ports": ["Storage"]],
    imports: ["SQL": [.init(file: "a.swift", module: "Storage")]])

  @Test("A sound package has no violations")
  func soundPackagePasses() {
    #expect(violations() == [])
  }

  @Test("An empty table is never followed")
  func emptyTableFails() {
    let rules = LayerRules(table: LayerTable(rows: []), manifest: sound, sources: tree)
    #expect(rules.violations == [.tableIsEmpty])
  }

  @Test("Adapters never depend on one another")
  func dependencyWithinRowFails() {
    let manifest = self.manifest(
      replacing: "HTTP", by: .init(row: "Adapters", name: "HTTP", dependencies: ["SQL"]))
    #expect(violations(manifest) == [.dependencyIsNotLower("HTTP", on: "SQL")])
  }

  @Test("Nothing depends on a row above its own")
  func dependencyUpwardsFails() {
    let manifest = self.manifest(
      replacing: "Storage", by: .init(row: "Ports", name: "Storage", dependencies: ["SQL"]))
    #expect(violations(manifest) == [.dependencyIsNotLower("Storage", on: "SQL")])
  }

  @Test("A target lies in the row that the table gives it")
  func otherRowFails() {
    let manifest = self.manifest(
      replacing: "SQL", by: .init(row: "Ports", name: "SQL", dependencies: ["Storage"]))
    #expect(violations(manifest) == [.targetIsInOtherRow("SQL", row: "Ports", table: "Adapters")])
  }

  @Test("A target that the table lacks is found")
  func unknownTargetFails() {
    let manifest = PackageManifest(
      targets: sound.targets + [.init(row: "Ports", name: "Extra", dependencies: [])])
    #expect(violations(manifest) == [.targetIsNotInTable("Extra", row: "Ports")])
  }

  @Test("A target that the manifest lacks is found")
  func missingTargetFails() {
    let manifest = PackageManifest(targets: sound.targets.filter { $0.name != "HTTP" })
    #expect(violations(manifest) == [.targetIsNotInManifest("HTTP", row: "Adapters")])
  }

  @Test("An import of a declared target in the same row is found, and one that is not declared")
  func importsFail() {
    var tree = self.tree
    tree.imports["HTTP"] = [.init(file: "b.swift", module: "SQL")]
    #expect(
      violations(sources: tree) == [
        .importIsNotLower("HTTP", of: "SQL", file: "b.swift"),
        .importIsNotDeclared("HTTP", of: "SQL", file: "b.swift"),
      ])
  }

  @Test("Folders that the table does not know are found")
  func unknownFoldersFail() {
    var tree = self.tree
    tree.folders["Utilities"] = ["Things"]
    tree.folders["Ports"] = ["Storage", "Extra"]
    #expect(
      violations(sources: tree) == [
        .folderIsNoTarget("Extra", row: "Ports"), .folderIsNoRow("Utilities"),
      ])
  }

  private func violations(_ manifest: PackageManifest? = nil, sources: SourceTree? = nil)
    -> [LayerRules.Violation]
  {
    LayerRules(table: table, manifest: manifest ?? sound, sources: sources ?? tree).violations
  }

  private func manifest(replacing name: String, by target: PackageManifest.Target)
    -> PackageManifest
  {
    PackageManifest(targets: sound.targets.map { $0.name == name ? target : $0 })
  }
}
