import AuthorityService

/// Values without a default: a scenario's defaults come after the command line was heard.
extension ConfigurationSection {
  func number(_ key: String, in range: ClosedRange<Int>, example: Int) -> Int? {
    isWritten(key) ? wholeNumber(key, in: range, default: example) : nil
  }

  func span(_ key: String, example: Duration) -> Duration? {
    isWritten(key)
      ? duration(key, in: .milliseconds(1)...Duration.seconds(86_400), default: example) : nil
  }

  /// One of the names that an enumeration has.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    value(key, example: Choice.allCases.map(\.rawValue).joined(separator: "`, `")) {
      Choice(rawValue: $0)
    }
  }

  /// A text that means something.
  ///
  /// - Parameter meaning: Nil for a text that means nothing here, which is then reported.
  func value<Value>(_ key: String, example: String, _ meaning: (String) -> Value?) -> Value? {
    guard isWritten(key) else { return nil }
    let mend = "Write it as `\(example)`."
    let text = text(key, default: "", mend: mend).value
    // What could not be read at all has been reported.
    guard !text.isEmpty else { return nil }
    guard let value = meaning(text) else {
      report(key, "\"\(text)\" means nothing here.", mend: mend)
      return nil
    }
    return value
  }

  /// A list of texts that mean something.
  func values<Value>(_ key: String, example: String, _ meaning: (String) -> Value?) -> [Value]? {
    guard isWritten(key) else { return nil }
    let mend = "Write a list, as `\(key): \(example)`."
    return texts(key, mend: mend).compactMap { text in
      guard let value = meaning(text.value) else {
        report(key, "\"\(text.value)\" means nothing here.", mend: mend)
        return nil
      }
      return value
    }
  }
}
