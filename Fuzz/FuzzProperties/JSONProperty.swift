import ACMEProtocol

/// Whatever the strict scanner takes, Foundation's reader takes too, and finds the same strings.
///
/// The other way round it may differ, as Foundation takes the last of two equal names.
enum JSONProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let object = try? JSONObject(scanning: bytes[...]) else { return }
    switch SecondReader.read(bytes) {
    case .object(let other): try compare(object, other)
    case .hugeNumber: break
    case .refused: throw Violation("Foundation refuses what the scanner takes")
    }
  }

  static func compare(_ object: JSONObject, _ other: [String: Any]) throws(Violation) {
    for (name, value) in other { try compare(object[name], value, at: name) }
  }

  private static func compare(_ ours: JSONObject.Value?, _ theirs: Any, at name: String)
    throws(Violation)
  {
    switch (ours, theirs) {
    case (.string(let text), let string as String):
      try require(
        Array(text) == Array(string.utf8), "'\(name)' is '\(string)' to Foundation alone")
    case (.object(let inner), let inside as [String: Any]):
      try compare(inner, inside)
    case (.array(let elements), let others as [Any]):
      try require(
        elements.count == others.count, "'\(name)' has \(others.count) elements to Foundation alone"
      )
      for (element, other) in zip(elements, others) { try compare(element, other, at: name) }
    case (.other, _):
      try require(!(theirs is String), "'\(name)' is a string to Foundation alone")
    case (nil, _), (.string, _), (.object, _), (.array, _):
      throw Violation("'\(name)' is \(theirs) to Foundation alone")
    }
  }
}
