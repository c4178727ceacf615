import ArgumentParser
import Foundation

/// How a command writes what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs.
  case json
}

/// The option `--format`, alike in all commands.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to write the result: text, or json for programs.")
  var format = OutputFormat.text
}

extension OutputOptions {
  /// Writes what was gathered for programs; nothing when it is for people, or nothing was gathered.
  func printJSON(_ documents: [some Encodable]) {
    guard format == .json, !documents.isEmpty else { return }
    // Values of text, numbers and truth can always be encoded.
    try? OutputFormat.printJSON(documents)
  }
}

extension OutputFormat {
  /// Writes a value as JSON with sorted keys, so that two runs can be compared.
  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
