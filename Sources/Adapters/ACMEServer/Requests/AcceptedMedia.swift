/// Which media types a client takes, by its `Accept` fields.
///
/// - Note: RFC 9110 §12.5.1.
struct AcceptedMedia: Sendable {
  private struct Range {
    let type: Substring
    let subtype: Substring
    let weight: Double

    /// - Returns: Nil for what is no media range.
    init?(_ text: Substring) {
      let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.drop(while: \.isBlank).trimmingBlanks() }
      let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
      guard names.count == 2, names.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isBlank) }),
        names[0] != "*" || names[1] == "*"
      else { return nil }
      var weight = 1.0
      for parameter in parts.dropFirst() where parameter.lowercased().hasPrefix("q=") {
        guard let number = Double(parameter.dropFirst(2)), (0...1).contains(number) else {
          return nil
        }
        weight = number
      }
      type = names[0]
      subtype = names[1]
      self.weight = weight
    }

    /// How closely it names a type; nil where it doesn't cover it.
    func precision(for type: String, _ subtype: String) -> Int? {
      switch (self.type.lowercased(), self.subtype.lowercased()) {
      case ("*", _): 0
      case (type, "*"): 1
      case (type, subtype): 2
      case (_, _): nil
      }
    }
  }

  /// Nil where the client says nothing, and so takes everything.
  private let ranges: [Range]?

  /// - Parameter fields: The values of all `Accept` fields.
  init(_ fields: [String]) {
    let texts = fields.flatMap { $0.split(separator: ",") }.filter { !$0.allSatisfy(\.isBlank) }
    ranges = texts.isEmpty ? nil : texts.compactMap(Range.init)
  }

  /// Whether a type is taken: what the range says that names it most closely.
  func contains(_ type: String, _ subtype: String) -> Bool {
    guard let ranges else { return true }
    let closest = ranges.compactMap { range in
      range.precision(for: type, subtype).map { (precision: $0, weight: range.weight) }
    }
    .max { $0.precision < $1.precision }
    return (closest?.weight ?? 0) > 0
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
  fileprivate func trimmingBlanks() -> Substring {
    guard let last = lastIndex(where: { !$0.isBlank }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }
}
