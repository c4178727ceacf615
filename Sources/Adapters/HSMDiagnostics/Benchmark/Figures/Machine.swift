import Foundation

/// The machine on which this runs, in a few words.
enum Machine {
  static var description: String {
    let count = ProcessInfo.processInfo.activeProcessorCount
    let cores = "\(count) \(count == 1 ? "core" : "cores")"
    return [processor, cores, kernel].compactMap(\.self).joined(separator: ", ")
  }

  /// The processor's name, as Linux tells it; not every architecture has one.
  private static var processor: String? {
    let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":", maxSplits: 1).last
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static var kernel: String? {
    let release = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    return release.map { "Linux \($0.trimmingCharacters(in: .whitespacesAndNewlines))" }
  }
}
