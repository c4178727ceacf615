/// Writes JSON text into one buffer, in one pass.
///
/// - Note: RFC 8259. Strings are escaped no more than it asks for, so that URLs stay readable.
package struct JSONWriter: Sendable {
  /// UTF-8.
  package private(set) var text: [UInt8] = []
  /// Whether the next member or element is its object's or array's first.
  private var isFirst = true

  package init() {
    // Most resources fit.
    text.reserveCapacity(768)
  }

  /// Writes an object; its members are to come by their names' order.
  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest(between: UInt8(ascii: "{"), and: UInt8(ascii: "}"), members)
  }

  /// Writes an array.
  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    nest(between: UInt8(ascii: "["), and: UInt8(ascii: "]"), elements)
  }

  /// Writes a member of the object that is open.
  ///
  /// - Parameter name: Text that needs no escape.
  package mutating func member(_ name: StaticString, _ value: some JSONWritable) {
    separate()
    text.append(UInt8(ascii: "\""))
    text.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    text.append(UInt8(ascii: "\""))
    text.append(UInt8(ascii: ":"))
    value.write(to: &self)
  }

  /// Writes a member of the object that is open, unless it is nil.
  package mutating func member(_ name: StaticString, _ value: (some JSONWritable)?) {
    if let value { member(name, value) }
  }

  /// Writes an element of the array that is open.
  package mutating func element(_ value: some JSONWritable) {
    separate()
    value.write(to: &self)
  }

  mutating func write(literal: StaticString) {
    text.append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  mutating func write(number: Int) {
    text.append(contentsOf: String(number).utf8)
  }

  /// Writes text that needs no escape, in quotes.
  mutating func write(plain characters: some Collection<UInt8>) {
    text.append(UInt8(ascii: "\""))
    text.append(contentsOf: characters)
    text.append(UInt8(ascii: "\""))
  }

  mutating func write(string: String) {
    text.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { characters in
      if characters.contains(where: Self.needsEscape) {
        for character in characters { append(escaped: character) }
      } else {
        text.append(contentsOf: characters)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  private mutating func nest(
    between opening: UInt8, and closing: UInt8, _ contents: (inout JSONWriter) -> Void
  ) {
    text.append(opening)
    isFirst = true
    contents(&self)
    text.append(closing)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { text.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private static func needsEscape(_ character: UInt8) -> Bool {
    character < 0x20 || character == UInt8(ascii: "\"") || character == UInt8(ascii: "\\")
  }

  /// RFC 8259 §7.
  private mutating func append(escaped character: UInt8) {
    guard Self.needsEscape(character) else { return text.append(character) }
    text.append(UInt8(ascii: "\\"))
    switch character {
    case 0x08: text.append(UInt8(ascii: "b"))
    case 0x09: text.append(UInt8(ascii: "t"))
    case 0x0A: text.append(UInt8(ascii: "n"))
    case 0x0C: text.append(UInt8(ascii: "f"))
    case 0x0D: text.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(character)
    default:
      text.append(contentsOf: "u00".utf8)
      for nibble in [character >> 4, character & 0xF] {
        text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
      }
    }
  }
}
