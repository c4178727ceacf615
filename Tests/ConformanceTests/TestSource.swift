import Conformance
import Foundation

/// A file of tests, read as text for its `.holds(…)` tags.
///
/// Sources are read rather than the running tests, since each target's tests run in a filter or process
/// of their own. That a tag stands at a test at all is the compiler's to see: it is a trait.
struct TestSource: Sendable {
  let file: String
  private let code: Substring

  init(file: String, text: String) {
    self.file = file
    code = Substring(Self.withoutComments(text))
  }

  /// Every file of tests there is, but those of this mechanism.
  static func all() throws -> [TestSource] {
    let tests = RenderedPage.repository.appending(path: "Tests")
    return try FileManager.default.subpathsOfDirectory(atPath: tests.path(percentEncoded: false))
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Conformance") }
      .sorted()
      .map { path in
        TestSource(
          file: "Tests/" + path,
          text: try String(contentsOf: tests.appending(path: path), encoding: .utf8))
      }
  }

  var taggedTests: [TaggedTest] {
    code.ranges(of: ".holds(").map { tag in
      let list = Self.arguments(in: code[tag.upperBound...])
      let before = code[..<tag.lowerBound]
      let attribute = [before.ranges(of: "@Test("), before.ranges(of: "@Suite(")]
        .compactMap(\.last).max { $0.lowerBound < $1.lowerBound }
      let arguments = attribute.map { Self.arguments(in: code[$0.upperBound...]) }
      return TaggedTest(
        file: file, name: arguments.map(name) ?? "?",
        requirements: Self.strings(in: list), doubt: doubt(of: arguments ?? "", tag: tag))
    }
  }

  /// The displayed name that an attribute's arguments begin with, or that of what follows them.
  private func name(_ arguments: Substring) -> String {
    let text = arguments.drop(while: \.isWhitespace)
    if text.first == "\"", let name = Self.strings(in: text).first { return name }
    let declaration = code[arguments.endIndex...].firstMatch(
      of: /(?:func|struct|class|enum|actor)\s+(`[^`]+`|\w+)/)
    return declaration.map { Self.words(String($0.1)) } ?? "?"
  }

  /// A function's name as words: between backticks it is text, otherwise each capital begins a word.
  private static func words(_ name: String) -> String {
    if name.first == "`" { return name.filter { $0 != "`" } }
    let letters = Array(name)
    var words = [""]
    for (index, letter) in letters.enumerated() {
      let follows = index > 0 && !letters[index - 1].isUppercase
      let leads = index + 1 < letters.count && letters[index + 1].isLowercase
      if letter.isUppercase, follows || leads { words.append("") }
      words[words.count - 1].append(letter)
    }
    return words.map { $0.count > 1 && !$0.contains(where: \.isLowercase) ? $0 : $0.lowercased() }
      .joined(separator: " ")
  }

  private func doubt(of arguments: Substring, tag: Range<Substring.Index>) -> String? {
    if !(arguments.startIndex..<arguments.endIndex).contains(tag.lowerBound) {
      return "its tag stands at no @Test and no @Suite"
    }
    for condition in [".disabled", ".enabled(", "withKnownIssue", "#if "]
    where code.contains(condition) {
      return "its file has '\(condition)', so it may not run or may fail unseen"
    }
    return nil
  }

  private static func strings(in text: Substring) -> [String] {
    text.matches(of: /"((?:[^"\\]|\\.)*)"/).map {
      String($0.1).replacing("\\\"", with: "\"")
    }
  }

  /// What stands before the parenthesis that closes an open call.
  private static func arguments(in text: Substring) -> Substring {
    var depth = 1
    var isInString = false
    var isEscaped = false
    for index in text.indices {
      switch text[index] {
      case _ where isEscaped: isEscaped = false
      case "\\" where isInString: isEscaped = true
      case "\"": isInString.toggle()
      case "(" where !isInString: depth += 1
      case ")" where !isInString: depth -= 1
      default: break
      }
      if depth == 0 { return text[..<index] }
    }
    return text
  }

  /// The source without its lines of comment, which may show a tag as an example.
  private static func withoutComments(_ source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
      .joined(separator: "\n")
  }
}
