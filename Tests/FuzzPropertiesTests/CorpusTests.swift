import Foundation
import FuzzProperties
import Testing

@Suite("Fuzz corpora")
struct CorpusTests {
  @Test("Each seed and each past finding keeps the promises", arguments: FuzzTarget.allCases)
  func seeds(target: FuzzTarget) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fuzz/corpus/\(target.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let violation = target.violation(of: Array(try Data(contentsOf: file)))
      #expect(violation == nil, "\(file.lastPathComponent)")
    }
  }

  @Test("Cut off and changed anywhere, they keep them too", arguments: FuzzTarget.allCases)
  func spoiltSeeds(target: FuzzTarget) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fuzz/corpus/\(target.rawValue)")
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      let seed = Array(try Data(contentsOf: file))
      for offset in stride(from: 0, to: seed.count, by: max(1, seed.count / 40)) {
        var changed = seed
        changed[offset] ^= 0x20
        for bytes in [Array(seed[..<offset]), changed] {
          let violation = target.violation(of: bytes)
          #expect(violation == nil, "\(file.lastPathComponent) at \(offset)")
        }
      }
    }
  }
}
