import ArgumentParser

/// Options that say where the result goes.
struct ResultOptions: ParsableArguments {
  /// Forms of the result.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(help: "Directory to save chains (NAME.pem) and keys (NAME.key) in.")
  var save: String?

  @Option(help: "File to append each fact to that the server told, as JSON lines.")
  var journal: String?

  @Option(
    help: ArgumentHelp("File for the result as a page with plots.", valueName: "file"))
  var html: String?

  @Option(help: "Form of the result.")
  var format = Format.text
}
