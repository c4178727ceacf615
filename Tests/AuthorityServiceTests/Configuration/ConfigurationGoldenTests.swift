import Foundation
import Testing

@testable import AuthorityService

/// Each `Golden/NAME.yaml` has a fault, and `Golden/NAME.expected` what is said of it.
@Suite struct ConfigurationGoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func thereAreEnoughOfThem() {
    #expect(Self.names.count >= 25)
  }

  @Test(arguments: names)
  func everyFaultIsNamedWithItsLineKeyAndMend(name: String) throws {
    let file = Self.folder.appending(path: "\(name).yaml")
    let expected = try String(
      contentsOf: Self.folder.appending(path: "\(name).expected"), encoding: .utf8)
    let data = try Data(contentsOf: file)
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationReader.read(
        data: data, file: "chancery.yaml", folder: URL(filePath: "/ca", directoryHint: .isDirectory)
      )
    }
    let found = (error?.description ?? "") + "\n"
    // To take over a wanted change: CHANCERY_ACCEPT_GOLDEN=1 swift test --filter Golden, then read the diff.
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try Data(found.utf8).write(to: Self.folder.appending(path: "\(name).expected"))
    } else {
      let difference = Self.difference(from: expected, to: found)
      #expect(difference.isEmpty, "\(name):\n\(difference)")
    }
  }

  private static func difference(from expected: String, to found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    return new.difference(from: old).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    .joined(separator: "\n")
  }
}
