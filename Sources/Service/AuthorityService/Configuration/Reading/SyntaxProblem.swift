import Yams

/// Turns the YAML library's errors into problems.
enum SyntaxProblem {
  static func problem(of error: any Error, file: String) -> ConfigurationProblem {
    let mend = "Mend the line, or the one before it; YAML indents with spaces, never with tabs."
    func problem(_ text: String, _ mark: Mark?) -> ConfigurationProblem {
      ConfigurationProblem(
        place: ConfigurationPlace(file: file, line: mark?.line, column: mark?.column),
        message: "This is no YAML: \(text).", mend: mend)
    }
    guard let error = error as? YamlError else { return problem("it can't be parsed", nil) }
    switch error {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _):
      return problem(text, mark)
    case .composer(_, let text, let mark, _):
      return composerProblem(text, mark, file: file)
    case .duplicatedKeysInMapping(let keys, let context):
      let place = ConfigurationPlace(
        file: file, line: context.mark.line, column: context.mark.column,
        keyPath: keys.joined(separator: ", "))
      return ConfigurationProblem(
        place: place, message: "The key is written twice in one group, here for the first time.",
        mend: "Remove one of the two.")
    case .reader(let text, _, _, _), .writer(let text), .emitter(let text), .representer(let text):
      return problem(text, nil)
    case .memory:
      return problem("it is nested too deeply", nil)
    case .no, .dataCouldNotBeDecoded:
      return problem("it can't be parsed", nil)
    }
  }

  private static func composerProblem(
    _ text: String, _ mark: Mark, file: String
  ) -> ConfigurationProblem {
    let place = ConfigurationPlace(file: file, line: mark.line, column: mark.column)
    if text.contains("another document") {
      return ConfigurationProblem(
        place: place, message: "A second document begins here.",
        mend: "Remove the line `---` and join what is on both sides of it.")
    }
    return ConfigurationProblem(
      place: place, message: "This is no YAML: \(text).", mend: "Define the anchor first.")
  }
}
