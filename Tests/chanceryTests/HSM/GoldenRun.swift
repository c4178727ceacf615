import Foundation
import Testing

/// What a command wrote and how it ended, without what differs from run to run.
struct GoldenRun {
  private static let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  let text: String

  /// - Parameter folder: The test's own, whose path is written FOLDER.
  init(_ run: ChanceryRun, folder: ScratchFolder) async throws {
    let code = try await run.exit()
    var text = "exit \(code)\n"
    if !run.standardOutput.isEmpty { text += "--- output\n\(run.standardOutput)" }
    if !run.standardError.isEmpty { text += "--- errors\n\(run.standardError)" }
    self.text = Self.normalised(text, folder: folder.path())
  }

  private static func normalised(_ text: String, folder: String) -> String {
    var text =
      text
      .replacing(folder, with: "FOLDER/")
      .replacing("FOLDER//", with: "FOLDER/")
      .replacing(/\/usr\/lib\/[a-z0-9_]+-linux-gnu\/softhsm\//, with: "/usr/lib/softhsm/")
      .replacing(/\/usr\/lib\/[a-z0-9_]+-linux-gnu\//, with: "/usr/lib/ARCHITECTURE/")
      .replacing(/of [0-9]+;/, with: "of COUNT;")
      .replacing(/0x[0-9a-f]{8}\b/, with: "0xNUMBER")
      .replacing(/\b[0-9a-f]{64}\b/, with: "FINGERPRINT")
      .replacing(/\bid [0-9a-f]{32,40}\b/, with: "id ID")
      .replacing(/\b[0-9a-f]{16}\b/, with: "SERIAL")
      .replacing(/([Ss]lot) [0-9]+/, with: { "\($0.output.1) SLOT" })
      .replacing(/"slot" : [0-9]+/, with: "\"slot\" : SLOT")
      .replacing(/This machine has \/[^\n]*/, with: "This machine has MODULES.")
    // A list of what is installed here.
    text = text.replacing(
      /This machine has:\n(  \/[^\n]*\n)*/, with: "This machine has:\n  MODULES\n")
    return text
  }

  /// Compares with `Golden/NAME.expected`.
  ///
  /// To take over a wanted change: CHANCERY_ACCEPT_GOLDEN=1 swift test --filter Golden, then read the
  /// diff.
  func mustBe(_ name: String) throws {
    let file = Self.goldenFolder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name):\n\(text)")
  }
}
