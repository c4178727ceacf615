/// A value that a statement is given, in PostgreSQL's binary form: nothing is quoted or parsed.
enum Argument: Sendable {
  case null
  case bytes([UInt8])
  case integer(Int64)
  case boolean(Bool)
  case text(String)
  case byteArrays([[UInt8]])
  case integers([Int64])
  case booleans([Bool])
  case texts([String?])
  case ids([[UInt8]])

  static func bytes(_ value: [UInt8]?) -> Argument { value.map { .bytes($0) } ?? .null }
  static func integer(_ value: Int64?) -> Argument { value.map { .integer($0) } ?? .null }
  static func integer(_ value: Int) -> Argument { .integer(Int64(value)) }
  static func text(_ value: String?) -> Argument { value.map { .text($0) } ?? .null }
  static func boolean(_ value: Bool?) -> Argument { value.map { .boolean($0) } ?? .null }
}

/// The arguments of one statement, end to end in one buffer, as `PQsendQueryPrepared` wants them.
struct ArgumentBuffer {
  private var bytes: [UInt8] = []
  /// Where each begins; nil for NULL.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  init(_ arguments: [Argument]) {
    for argument in arguments { append(argument) }
  }

  /// Hands out pointers that are good until the body returns.
  func withPointers<Result>(
    _ body: (
      _ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>,
      _ lengths: UnsafePointer<Int32>, _ formats: UnsafePointer<Int32>
    ) -> Result
  ) -> Result? {
    let formats = [Int32](repeating: 1, count: max(1, starts.count))
    return (bytes + [0]).withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } } + [nil]
      return values.withUnsafeBufferPointer { values in
        (lengths + [0]).withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            guard let values = values.baseAddress, let lengths = lengths.baseAddress,
              let formats = formats.baseAddress
            else { return nil }
            return body(Int32(starts.count), values, lengths, formats)
          }
        }
      }
    }
  }

  private mutating func append(_ argument: Argument) {
    if case .null = argument {
      starts.append(nil)
      lengths.append(0)
      return
    }
    let start = bytes.count
    starts.append(start)
    switch argument {
    case .null: break
    case .bytes(let value): bytes += value
    case .text(let value): bytes += value.utf8
    case .integer(let value): append(value)
    case .boolean(let value): bytes.append(value ? 1 : 0)
    case .byteArrays(let values):
      appendArray(of: .bytea, values) { $0.appendElement($1) }
    case .ids(let values):
      appendArray(of: .uuid, values) { $0.appendElement($1) }
    case .texts(let values):
      appendArray(of: .text, values) { $0.appendElement($1.map { Array($0.utf8) }) }
    case .booleans(let values):
      appendArray(of: .boolean, values) { $0.appendElement([$1 ? 1 : 0]) }
    case .integers(let values):
      appendArray(of: .bigint, values) { buffer, value in
        buffer.append(Int32(8))
        buffer.append(value)
      }
    }
    lengths.append(Int32(bytes.count - start))
  }

  /// The object ids of types, which PostgreSQL never changes.
  private enum ElementType: Int32 {
    case boolean = 16
    case bytea = 17
    case bigint = 20
    case text = 25
    case uuid = 2950
  }

  private mutating func appendArray<Element>(
    of type: ElementType, _ values: [Element], _ element: (inout Self, Element) -> Void
  ) {
    append(Int32(values.isEmpty ? 0 : 1))
    append(Int32(1))
    append(type.rawValue)
    guard !values.isEmpty else { return }
    append(Int32(values.count))
    append(Int32(1))
    for value in values { element(&self, value) }
  }

  private mutating func appendElement(_ value: [UInt8]?) {
    guard let value else { return append(Int32(-1)) }
    append(Int32(value.count))
    bytes += value
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
