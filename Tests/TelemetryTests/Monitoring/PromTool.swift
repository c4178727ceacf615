import Foundation

/// Prometheus' own checker, from Debian's package `prometheus`.
enum PromTool {
  struct Missing: Error, CustomStringConvertible {
    let description = "no promtool: scripts/install-dependencies test installs it"
  }

  /// - Returns: What it says; nothing where it has no complaint.
  static func complaint(_ arguments: String..., about text: String? = nil) throws -> String? {
    let tool = Process()
    tool.executableURL = URL(filePath: "/usr/bin/promtool")
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool") else { throw Missing() }
    tool.arguments = arguments
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "promtool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: both ends are in this process.
    let input = folder.appending(path: "input")
    let output = folder.appending(path: "output")
    try Data((text ?? "").utf8).write(to: input)
    try Data().write(to: output)
    tool.standardInput = try FileHandle(forReadingFrom: input)
    let written = try FileHandle(forWritingTo: output)
    tool.standardOutput = written
    tool.standardError = written
    try tool.run()
    tool.waitUntilExit()
    let words = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    return tool.terminationStatus == 0
      ? nil : "promtool \(arguments.joined(separator: " ")): \(words)"
  }
}
