import IssuancePolicy

extension Located<String> {
  /// Far more than the longest lists of domains that there are.
  static var listLimitInBytes: Int { 256 << 20 }
  /// Someone who named the wrong file needs no million problems.
  private static var problemLimit: Int { 10 }

  /// Reads a file of names, one a line, with `#` before remarks.
  func listedNames() -> (patterns: [NamePattern], problems: [ConfigurationProblem]) {
    var patterns: [NamePattern] = []
    var problems: [ConfigurationProblem] = []
    do throws(FileFault) {
      let lines = try FileContents.read(value, limitInBytes: Self.listLimitInBytes)
        .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where problems.count < Self.problemLimit {
        let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
          .trimmingWhitespace
        guard !text.isEmpty else { continue }
        do throws(NameError) {
          patterns.append(try NamePattern(text))
        } catch {
          problems.append(
            ConfigurationProblem(
              place: ConfigurationPlace(file: value, line: index + 1),
              message: "\"\(text.prefix(100))\" \(error).",
              mend: "Write one name a line, or a domain with a dot before it; # begins a remark."))
        }
      }
    } catch {
      problems.append(problem("The file can't be read: \(error.reason).", mend: error.mend))
    }
    return (patterns, problems)
  }
}

extension String {
  fileprivate var trimmingWhitespace: String {
    let trimmed = drop(while: \.isWhitespace)
    return String(
      trimmed[
        ..<(trimmed.lastIndex { !$0.isWhitespace }.map(trimmed.index(after:)) ?? trimmed.startIndex)
      ])
  }
}
