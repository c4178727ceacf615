import Foundation
import Testing

@Suite("Architecture")
struct ArchitectureTests {
  @Test("Package.swift and Sources/ are what the table of layers says")
  func repositoryFollowsTable() throws {
    let repository = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = { (path: String) in
      try String(contentsOf: repository.appending(path: path), encoding: .utf8)
    }
    let rules = LayerRules(
      table: LayerTable(markdown: try text("docs/architecture.md")),
      manifest: PackageManifest(source: try text("Package.swift")),
      sources: try SourceTree(repository: repository))

    for violation in rules.violations {
      Issue.record("\(violation)")
    }
  }

  @Test("A table is read from between its marks, in order")
  func tableIsRead() {
    let table = LayerTable(
      markdown: """
        | `Before` | `Nothing` |
        <!-- layers -->
        | row | targets | holds |
        |---|---|---|
        | `Upper` | `A` `B` | what `is` above |
        | `Lower` | `C` | |
        <!-- end of layers -->
        | `After` | `Nothing` |
        """)
    #expect(
      table.rows == [
        .init(name: "Upper", targets: ["A", "B"]), .init(name: "Lower", targets: ["C"]),
      ])
  }

  @Test("A manifest is read with its comments, line breaks and products of other packages")
  func manifestIsRead() {
    let manifest = PackageManifest(
      source: """
        extension Target { static func row() -> Target { .target(name: name, path: "x") } }
        let package = Package(
          products: [.executable(name: "app", targets: ["app"])],
          dependencies: [.package(url: "https://example.org/x", from: "1.0.0")],
          targets: [
            .system("CThing"),
            // .row("Lower", "Ghost"),
            .row("Lower", "B"),
            .row(
              "Upper", "A",
              [
                "B", .product(name: "X", package: "x".lowercased()), // "Ghost"
                "CThing",
              ]),
            .executableTarget(
              name: "app", dependencies: ["A", .x], path: "Sources/Top/app", swiftSettings: s),
            .tests(of: "A", ["B"]),
            .target(name: "Shared", dependencies: ["B"], path: "Tests/Shared"),
          ])
        """)
    #expect(manifest.targets.map(\.name) == ["CThing", "B", "A", "app"])
    #expect(manifest.targets.map(\.row) == ["System", "Lower", "Upper", "Top"])
    #expect(manifest.targets[2].dependencies.contains("B"))
    #expect(manifest.targets[2].dependencies.contains("CThing"))
    #expect(!manifest.targets[2].dependencies.contains("Ghost"))
    #expect(manifest.targets[3].dependencies == ["A"])
  }

  @Test(
    "Imports are found in every form",
    arguments: [
      ("import Storage", ["Storage"]),
      ("package import Storage", ["Storage"]),
      ("  @testable import Storage", ["Storage"]),
      ("@_spi(Internals) internal import struct Storage.Row", ["Storage"]),
      ("// import Storage", []),
      ("let important = 1", []),
    ])
  func importsAreFound(source: String, modules: [String]) {
    #expect(SourceTree.modules(importedBy: source) == modules)
  }
}
