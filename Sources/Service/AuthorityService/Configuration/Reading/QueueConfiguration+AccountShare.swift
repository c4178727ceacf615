extension QueueConfiguration {
  static let standardAccountShare = 10

  /// What one account may have of the queue while others wait, in percent; nil where shares are off.
  static func accountShare(reading section: ConfigurationSection) -> Int? {
    guard let node = section["account_share"] else { return standardAccountShare }
    guard let text = node.plainText else {
      node.report("\(node.written) is no share.", mend: mendOfShare)
      return standardAccountShare
    }
    if text == "off" || text == "false" { return nil }
    guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent)
    else {
      node.report("\(text) is no share.", mend: mendOfShare)
      return standardAccountShare
    }
    return percent
  }

  private static let mendOfShare =
    "Write a whole number of percent from 1% to 100%, as `account_share: 10%`, or `off`."
}
