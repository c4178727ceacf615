/// Reads one JSON object strictly, in one pass.
///
/// JOSE forbids duplicate names (RFC 7515 §4), which Foundation's decoder accepts in silence, and two
/// readers that pick different duplicates disagree on what was signed. Depth is bounded, so hostile
/// nesting costs an error and no stack.
struct JSONScanner {
  static let depthLimit = 16

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) throws(JSONScanError) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .invalidUTF8
    }
    self.bytes = bytes
    self.position = bytes.startIndex
  }

  mutating func scanDocument() throws(JSONScanError) -> JSONObject {
    skipWhitespace()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "{") else {
      throw .notAnObject
    }
    let object = try scanObject(depth: 1)
    skipWhitespace()
    guard position == bytes.endIndex else { throw unexpectedByte }
    return object
  }

  private mutating func scanValue(depth: Int) throws(JSONScanError) -> JSONObject.Value {
    guard depth <= Self.depthLimit else { throw .tooDeep }
    switch try peek() {
    case UInt8(ascii: "\""):
      return .string(try scanString())
    case UInt8(ascii: "{"):
      return .object(try scanObject(depth: depth))
    case UInt8(ascii: "["):
      return .array(try scanArray(depth: depth))
    case UInt8(ascii: "t"):
      try scanLiteral("true")
    case UInt8(ascii: "f"):
      try scanLiteral("false")
    case UInt8(ascii: "n"):
      try scanLiteral("null")
    default:
      try scanNumber()
    }
    return .other
  }

  private mutating func scanObject(depth: Int) throws(JSONScanError) -> JSONObject {
    var object = JSONObject()
    try expect(UInt8(ascii: "{"))
    skipWhitespace()
    if try consume(UInt8(ascii: "}")) { return object }
    while true {
      skipWhitespace()
      let name = String(decoding: try scanString(), as: UTF8.self)
      skipWhitespace()
      try expect(UInt8(ascii: ":"))
      skipWhitespace()
      try object.insert(try scanValue(depth: depth + 1), for: name)
      skipWhitespace()
      if try consume(UInt8(ascii: "}")) { return object }
      try expect(UInt8(ascii: ","))
    }
  }

  private mutating func scanArray(depth: Int) throws(JSONScanError) -> [JSONObject.Value] {
    var values: [JSONObject.Value] = []
    try expect(UInt8(ascii: "["))
    skipWhitespace()
    if try consume(UInt8(ascii: "]")) { return values }
    while true {
      skipWhitespace()
      values.append(try scanValue(depth: depth + 1))
      skipWhitespace()
      if try consume(UInt8(ascii: "]")) { return values }
      try expect(UInt8(ascii: ","))
    }
  }

  /// The text between the quotes: a slice of the input, or a copy where something was escaped.
  private mutating func scanString() throws(JSONScanError) -> ArraySlice<UInt8> {
    try expect(UInt8(ascii: "\""))
    let start = position
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return bytes[start..<position]
      case UInt8(ascii: "\\"):
        return try scanEscapedString(from: start)
      case 0..<0x20:
        throw unexpectedByte
      default:
        position += 1
      }
    }
    throw .unexpectedEnd
  }

  private mutating func scanEscapedString(
    from start: Int
  ) throws(JSONScanError) -> ArraySlice<UInt8> {
    var text = Array(bytes[start..<position])
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return text[...]
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(Character(try scanEscape())).utf8)
      case 0..<0x20:
        throw unexpectedByte
      default:
        text.append(byte)
        position += 1
      }
    }
  }

  private mutating func scanEscape() throws(JSONScanError) -> Unicode.Scalar {
    let offset = position - bytes.startIndex
    position += 1
    let letter = try peek()
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try scanHexadecimalUnit()
      guard UTF16.isLeadSurrogate(unit) else {
        guard let scalar = Unicode.Scalar(unit) else { throw .badEscape(offset: offset) }
        return scalar
      }
      try expect(UInt8(ascii: "\\"))
      try expect(UInt8(ascii: "u"))
      let trail = try scanHexadecimalUnit()
      let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
      guard UTF16.isTrailSurrogate(trail), let scalar = Unicode.Scalar(value) else {
        throw .badEscape(offset: offset)
      }
      return scalar
    default:
      throw .badEscape(offset: offset)
    }
  }

  private mutating func scanHexadecimalUnit() throws(JSONScanError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let byte = try peek()
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpectedByte }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  /// RFC 8259 §6: minus, integer without leading zeros, fraction, exponent.
  private mutating func scanNumber() throws(JSONScanError) {
    if try peek() == UInt8(ascii: "-") { position += 1 }
    if try peek() == UInt8(ascii: "0") { position += 1 } else { try scanDigits() }
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try scanDigits()
    }
    guard position < bytes.endIndex, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if try [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(peek()) { position += 1 }
    try scanDigits()
  }

  private mutating func scanDigits() throws(JSONScanError) {
    let isDigit = { (byte: UInt8) in byte &- UInt8(ascii: "0") < 10 }
    guard isDigit(try peek()) else { throw unexpectedByte }
    while position < bytes.endIndex, isDigit(bytes[position]) { position += 1 }
  }

  private mutating func scanLiteral(_ literal: String) throws(JSONScanError) {
    for byte in literal.utf8 { try expect(byte) }
  }

  private mutating func skipWhitespace() {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default:
        return
      }
    }
  }

  private func peek() throws(JSONScanError) -> UInt8 {
    guard position < bytes.endIndex else { throw .unexpectedEnd }
    return bytes[position]
  }

  private mutating func consume(_ byte: UInt8) throws(JSONScanError) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONScanError) {
    guard try consume(byte) else { throw unexpectedByte }
  }

  private var unexpectedByte: JSONScanError {
    .unexpectedByte(offset: position - bytes.startIndex)
  }
}
