extension ConfigurationSection {
  /// Text, or the default where the key is absent or faulty.
  package func text(_ key: String, default standard: String, mend: String) -> Located<String> {
    self[key]?.text(mend: mend) ?? Located(standard, at: place(of: key))
  }

  /// Text that must be there.
  ///
  /// - Returns: Empty text where it isn't, which has then been reported.
  func obligatoryText(_ key: String, mend: String) -> Located<String> {
    if !isWritten(key) { report(key, "The key is missing.", mend: mend) }
    return text(key, default: "", mend: mend)
  }

  /// A path, made absolute.
  package func path(_ key: String, default standard: String, mend: String) -> Located<String> {
    absolute(text(key, default: standard, mend: mend))
  }

  /// A path that must be there, made absolute.
  func obligatoryPath(_ key: String, mend: String) -> Located<String> {
    absolute(obligatoryText(key, mend: mend))
  }

  private func absolute(_ path: Located<String>) -> Located<String> {
    guard !path.value.isEmpty else { return path }
    return Located(session.absolutePath(path.value), at: path.place)
  }

  /// The texts of a list; the default where the key is absent.
  package func texts(_ key: String, default standard: [String] = [], mend: String) -> [Located<
    String
  >] {
    guard let node = self[key] else { return standard.map { Located($0, at: place(of: key)) } }
    return node.elements(mend: mend).compactMap { $0.text(mend: mend) }
  }

  /// The paths of a list, made absolute.
  func paths(_ key: String, mend: String) -> [Located<String>] {
    texts(key, mend: mend).map(absolute)
  }

  /// A whole number of a range.
  package func wholeNumber(
    _ key: String, in range: ClosedRange<Int>, default standard: Int
  ) -> Int {
    guard let node = self[key] else { return standard }
    let mend =
      "Write a number from \(range.lowerBound) to \(range.upperBound), as `\(key): \(standard)`."
    guard let text = node.plainText, let number = Int(text) else {
      node.report("\(node.written) is no whole number.", mend: mend)
      return standard
    }
    guard range.contains(number) else {
      node.report("\(number) is out of range.", mend: mend)
      return standard
    }
    return number
  }

  /// A duration, as `90d`.
  package func duration(
    _ key: String, in range: ClosedRange<Duration>, default standard: Duration
  ) -> Duration {
    guard let node = self[key] else { return standard }
    let example = "as `\(key): \(DurationText.text(of: standard))`."
    guard let text = node.plainText, let duration = DurationText.duration(text) else {
      node.report(
        "\(node.written) is no duration.",
        mend: "Write a whole number with its unit (ms, s, m, h or d), \(example)")
      return standard
    }
    guard range.contains(duration) else {
      node.report(
        "\(text) is out of range.",
        mend: "Write a duration from \(DurationText.text(of: range.lowerBound)) "
          + "to \(DurationText.text(of: range.upperBound)), \(example)")
      return standard
    }
    return duration
  }
}
