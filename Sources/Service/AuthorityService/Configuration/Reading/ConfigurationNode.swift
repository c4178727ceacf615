import Yams

/// One node of the YAML tree, together with its place.
struct ConfigurationNode {
  let node: Node
  let place: ConfigurationPlace
  let session: ReadingSession

  /// Whether the key was written without a value, or with YAML's null.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// What the operator wrote, for messages.
  var written: String {
    switch node {
    case .scalar(let scalar):
      scalar.style == .plain ? "\"\(scalar.string)\"" : "\"\(scalar.string)\" in quotes"
    case .sequence: "A list"
    case .mapping: "A group of keys"
    case .alias: "An alias"
    }
  }

  func report(_ message: String, mend: String) {
    session.report(ConfigurationProblem(place: place, message: message, mend: mend))
  }

  /// The text of a scalar that isn't empty.
  func text(mend: String) -> Located<String>? {
    guard case .scalar(let scalar) = node else {
      report("\(written) stands where text is expected.", mend: mend)
      return nil
    }
    guard !scalar.string.isEmpty else {
      report("The text is empty.", mend: mend)
      return nil
    }
    guard !scalar.string.unicodeScalars.contains("\0") else {
      report("The text holds a NUL character, where C libraries would end it.", mend: mend)
      return nil
    }
    return Located(scalar.string, at: place)
  }

  /// A scalar that YAML doesn't take for text.
  ///
  /// - Returns: Nil, without a report, for quoted text, lists and groups.
  var plainText: String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    return scalar.string
  }

  /// The elements of a list, each with its index in the key path.
  func elements(mend: String) -> [ConfigurationNode] {
    guard case .sequence(let sequence) = node else {
      report("\(written) stands where a list is expected.", mend: mend)
      return []
    }
    return sequence.enumerated().map { index, element in
      ConfigurationNode(
        node: element,
        place: ConfigurationPlace(
          file: place.file, line: element.mark?.line, column: element.mark?.column,
          keyPath: "\(place.keyPath)[\(index)]"),
        session: session)
    }
  }

  /// The pairs of a group whose keys are text, each once.
  func pairs(mend: String) -> [(key: String, value: ConfigurationNode)] {
    guard case .mapping(let mapping) = node else {
      report("\(written) stands where a group of keys is expected.", mend: mend)
      return []
    }
    var seen: Set<String> = []
    return mapping.compactMap { key, value in
      guard case .scalar(let scalar) = key else {
        let keyPlace = ConfigurationPlace(
          file: place.file, line: key.mark?.line, column: key.mark?.column, keyPath: place.keyPath)
        session.report(
          ConfigurationProblem(
            place: keyPlace, message: "A list or group stands where a key is expected.", mend: mend)
        )
        return nil
      }
      let path = place.keyPath.isEmpty ? scalar.string : "\(place.keyPath).\(scalar.string)"
      let child = ConfigurationNode(
        node: value,
        place: ConfigurationPlace(
          file: place.file, line: scalar.mark?.line, column: scalar.mark?.column, keyPath: path),
        session: session)
      guard seen.insert(scalar.string).inserted else {
        child.report("The key is written twice.", mend: "Remove one of the two.")
        return nil
      }
      return (scalar.string, child)
    }
  }
}
