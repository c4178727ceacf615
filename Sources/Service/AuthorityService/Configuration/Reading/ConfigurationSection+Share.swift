extension ConfigurationSection {
  /// What one account may have of something while others wait, in percent; nil where shares are off.
  func share(_ key: String, default standard: Int) -> Int? {
    guard let node = self[key] else { return standard }
    let mend =
      "Write a whole number of percent from 1% to 100%, as `\(key): \(standard)%`, or `off`."
    guard let text = node.plainText else {
      node.report("\(node.written) is no share.", mend: mend)
      return standard
    }
    if text == "off" || text == "false" { return nil }
    guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent)
    else {
      node.report("\(text) is no share.", mend: mend)
      return standard
    }
    return percent
  }
}
