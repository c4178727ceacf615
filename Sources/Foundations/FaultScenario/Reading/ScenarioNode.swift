internal import Yams

/// One node of a scenario's YAML tree, and its place.
struct ScenarioNode {
  let node: Node
  let file: String
  let line: Int?
  let key: String

  func error(_ text: String) -> ScenarioError {
    ScenarioError(file: file, line: line, key: key, text: text)
  }

  /// A scalar's text, which isn't empty.
  func text(expecting expected: String = "text") throws(ScenarioError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error("a \(kind) stands where \(expected) is expected.")
    }
    guard !scalar.string.isEmpty else {
      throw error("nothing stands where \(expected) is expected.")
    }
    guard !scalar.string.unicodeScalars.contains("\0") else { throw error("the text holds a NUL.") }
    return scalar.string
  }

  /// Text that fits one of Cryptoki's fixed fields.
  func text(limitInBytes: Int) throws(ScenarioError) -> String {
    let text = try text()
    guard text.utf8.count <= limitInBytes else {
      throw error("the text is longer than the \(limitInBytes) bytes that Cryptoki has for it.")
    }
    return text
  }

  func number(in range: ClosedRange<Int>) throws(ScenarioError) -> Int {
    let text = try text(expecting: "a whole number")
    guard let number = Int(text), range.contains(number) else {
      throw error("\"\(text)\" is no whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func decimal(in range: ClosedRange<Double>) throws(ScenarioError) -> Double {
    let text = try text(expecting: "a number")
    guard let number = Double(text), range.contains(number) else {
      throw error("\"\(text)\" is no number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func boolean() throws(ScenarioError) -> Bool {
    let text = try text(expecting: "true or false")
    switch text {
    case "true": return true
    case "false": return false
    default: throw error("\"\(text)\" is neither true nor false.")
    }
  }

  func duration() throws(ScenarioError) -> Duration {
    let text = try text(expecting: "a duration")
    guard let duration = DurationText.duration(text) else {
      throw error("\"\(text)\" is no duration; write it as 3ms, 1.5s or 250us.")
    }
    return duration
  }

  func code() throws(ScenarioError) -> ReturnCode {
    let text = try text(expecting: "a CKR_ code")
    guard let code = ReturnCode(text), code != .ok else {
      throw error(
        "\"\(text)\" is no CKR_ code of an error."
          + NearestWord.advice(for: text, among: ReturnCode.names))
    }
    return code
  }

  func function() throws(ScenarioError) -> CryptokiFunction {
    let text = try text(expecting: "a function")
    guard let function = CryptokiFunction(name: text) else {
      throw error(
        "\"\(text)\" is no function of Cryptoki."
          + NearestWord.advice(for: text, among: CryptokiFunction.names))
    }
    return function
  }

  /// A word out of a few.
  func word<Word: RawRepresentable & CaseIterable>(
    of type: Word.Type
  ) throws(ScenarioError) -> Word where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw error(
        "\"\(text)\" is unknown."
          + NearestWord.advice(for: text, among: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// The elements of a list, or the one thing that stands there instead.
  func elements() -> [ScenarioNode] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.enumerated().map { index, element in
      ScenarioNode(
        node: element, file: file, line: element.mark?.line ?? line, key: "\(key)[\(index)]")
    }
  }

  var isGroup: Bool {
    if case .mapping = node { return true }
    return false
  }

  private var kind: String {
    switch node {
    case .scalar: "text"
    case .sequence: "list"
    case .mapping: "group of keys"
    case .alias: "alias"
    }
  }

  /// A group of keys, all of which must be known.
  ///
  /// - Parameter keys: The keys that there may be; empty means that any may.
  func group(_ keys: [String]) throws(ScenarioError) -> ScenarioGroup {
    guard case .mapping(let mapping) = node else {
      throw error("a \(kind) stands where a group of keys is expected.")
    }
    var children: [(key: String, node: ScenarioNode)] = []
    for (name, value) in mapping {
      guard case .scalar(let scalar) = name else {
        throw error("a list or group stands where a key is expected.")
      }
      let child = ScenarioNode(
        node: value, file: file, line: scalar.mark?.line ?? line,
        key: key.isEmpty ? scalar.string : "\(key).\(scalar.string)")
      guard keys.isEmpty || keys.contains(scalar.string) else {
        throw child.error(
          "unknown key." + NearestWord.advice(for: scalar.string, among: keys))
      }
      children.append((scalar.string, child))
    }
    return ScenarioGroup(node: self, children: children)
  }
}

/// A group of keys.
struct ScenarioGroup {
  let node: ScenarioNode
  let children: [(key: String, node: ScenarioNode)]

  subscript(key: String) -> ScenarioNode? {
    children.first { $0.key == key }?.node
  }

  func obligatory(_ key: String) throws(ScenarioError) -> ScenarioNode {
    guard let child = self[key] else { throw node.error("the key `\(key)` is missing.") }
    return child
  }
}
