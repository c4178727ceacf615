import Conformance
import Foundation
import Yams

/// A standard and what it asks of a server: one file of `docs/conformance/`.
struct Standard: Sendable, Decodable {
  /// As it is cited: `RFC 8555`.
  let standard: String
  let title: String
  let requirements: [Requirement]

  /// All that there are, ordered by their files' names.
  static func all() throws -> [Standard] {
    let folder = RenderedPage.repository.appending(path: "docs/conformance")
    return try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try YAMLDecoder().decode(Standard.self, from: Data(contentsOf: $0)) }
  }
}
