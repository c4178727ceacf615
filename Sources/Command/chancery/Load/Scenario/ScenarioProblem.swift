import AuthorityService

/// What a scenario asks for cannot be done.
///
/// Whether a key is told as one of a file or as an option depends on who said it.
struct ScenarioProblem: Error, Sendable, Equatable {
  /// A sentence that names keys.
  struct Sentence: Sendable, Equatable, ExpressibleByStringInterpolation {
    enum Part: Sendable, Equatable {
      case text(String)
      case key(ScenarioKey)
    }

    struct StringInterpolation: StringInterpolationProtocol {
      fileprivate var parts: [Part] = []

      init(literalCapacity: Int, interpolationCount: Int) {}

      mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }
      mutating func appendInterpolation(_ key: ScenarioKey) { parts.append(.key(key)) }
      mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        parts.append(.text(value.description))
      }
    }

    private let parts: [Part]

    init(stringLiteral text: String) { parts = [.text(text)] }
    init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    func text(_ name: (ScenarioKey) -> String) -> String {
      parts.map {
        switch $0 {
        case .text(let text): text
        case .key(let key): name(key)
        }
      }.joined()
    }
  }

  /// What must be said differently.
  let key: ScenarioKey
  let message: Sentence
  let mend: Sentence

  init(_ key: ScenarioKey, _ message: Sentence, mend: Sentence) {
    self.key = key
    self.message = message
    self.mend = mend
  }

  static func outOfRange(
    _ key: ScenarioKey, _ value: some CustomStringConvertible,
    _ least: some CustomStringConvertible,
    _ most: some CustomStringConvertible
  ) -> ScenarioProblem {
    ScenarioProblem(key, "\(value) is out of range.", mend: "Give \(least) to \(most).")
  }

  /// The problem of a file, when it is the file that says this.
  ///
  /// - Parameter options: What the command line says, which counts more than the file.
  func configurationProblem(
    in file: ScenarioFile, below options: ScenarioDraft
  ) -> ConfigurationProblem? {
    guard !options.says(key), let place = file.places[key] else { return nil }
    let name = { (key: ScenarioKey) in options.says(key) ? key.option : "`\(key.rawValue)`" }
    return ConfigurationProblem(place: place, message: message.text(name), mend: mend.text(name))
  }
}

extension ScenarioProblem: CustomStringConvertible {
  /// The problem of a command line.
  var description: String { "\(key.option): \(message.text(\.option)) \(mend.text(\.option))" }
}
