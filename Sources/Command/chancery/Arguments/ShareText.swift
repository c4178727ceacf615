/// Shares as text, on the command line and in scenario files.
enum ShareText {
  /// Reads `20%`, `0.5 %` or `0.2`; nil for anything else, and for what is less than nothing or more
  /// than all.
  static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    var digits = isPercent ? text.dropLast() : text[...]
    while isPercent, digits.last == " " { digits.removeLast() }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let number = Double(digits)
    else { return nil }
    let share = isPercent ? number / 100 : number
    return share <= 1 ? share : nil
  }
}
