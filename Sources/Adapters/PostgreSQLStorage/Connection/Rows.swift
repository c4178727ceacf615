internal import AuthorityModel
internal import CPostgreSQL
internal import Storage

/// The rows that a statement returned; good only inside the closure that they are handed to.
struct Rows {
  private let result: OpaquePointer
  let count: Int

  init(_ result: OpaquePointer) {
    self.result = result
    count = Int(PQntuples(result))
  }

  /// The columns of each row, from left to right.
  func map<Value>(of table: StaticString, _ body: (inout RowReader) throws -> Value) throws
    -> [Value]
  {
    try (0..<count).map { row in
      var columns = RowReader(result, row: Int32(row), of: table)
      return try body(&columns)
    }
  }

  func first<Value>(of table: StaticString, _ body: (inout RowReader) throws -> Value) throws
    -> Value?
  {
    guard count > 0 else { return nil }
    var columns = RowReader(result, row: 0, of: table)
    return try body(&columns)
  }
}

/// The columns of one row, from left to right, in binary form.
struct RowReader {
  private let result: OpaquePointer
  private let row: Int32
  private let table: StaticString
  private var column: Int32 = 0

  init(_ result: OpaquePointer, row: Int32, of table: StaticString) {
    self.result = result
    self.row = row
    self.table = table
  }

  /// Names the table and what is wrong with the row, not what is in it.
  func corrupt(_ what: String) -> StorageError { .corrupt(what: "\(what) in a row of \(table)") }

  private mutating func next<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value?) throws
    -> Value?
  {
    defer { column += 1 }
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column)
    else { return nil }
    let count = Int(PQgetlength(result, row, column))
    let value = start.withMemoryRebound(to: UInt8.self, capacity: count) {
      read(UnsafeBufferPointer(start: $0, count: count))
    }
    guard let value else { throw corrupt("column \(column)") }
    return value
  }

  private func present<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw corrupt("NULL in column \(column - 1)") }
    return value
  }

  mutating func skip() { column += 1 }

  /// Whether the next column holds nothing.
  func isNull() -> Bool { PQgetisnull(result, row, column) == 1 }

  mutating func optionalBytes() throws -> [UInt8]? { try next { Array($0) } }

  mutating func bytes() throws -> [UInt8] { try present(optionalBytes()) }

  mutating func optionalText() throws -> String? {
    try next { String(decoding: $0, as: UTF8.self) }
  }

  mutating func text() throws -> String { try present(optionalText()) }

  mutating func optionalInteger() throws -> Int64? {
    try next { bytes in
      bytes.count == 8
        ? Int64(bitPattern: bytes.reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1) }) : nil
    }
  }

  mutating func integer() throws -> Int64 { try present(optionalInteger()) }

  mutating func int() throws -> Int { Int(try integer()) }

  mutating func boolean() throws -> Bool {
    try present(next { $0.count == 1 ? $0[0] != 0 : nil })
  }
}
