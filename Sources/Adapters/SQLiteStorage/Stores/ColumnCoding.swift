internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

extension ResourceID {
  var blob: Data { Data(bytes) }
}

extension SerialNumber {
  var blob: Data { Data(bytes) }
}

extension KeyFingerprint {
  var blob: Data { Data(bytes) }
}

extension Timestamp {
  var column: Int64 { millisecondsSinceEpoch }
}

/// The columns of one row, from left to right.
struct ColumnReader {
  private let row: Row
  private let table: String
  private var index = 0

  init(_ row: Row, of table: String) {
    self.row = row
    self.table = table
  }

  /// Names the table and what is wrong with the row, not what is in it.
  func corrupt(_ column: String) -> StorageError {
    .corrupt(what: "\(column) in a row of \(table)")
  }

  mutating func optional<Value: DatabaseValueConvertible>(_ type: Value.Type = Value.self)
    -> Value?
  {
    defer { index += 1 }
    return Value.fromDatabaseValue(row[index] as DatabaseValue)
  }

  mutating func value<Value: DatabaseValueConvertible>(_ type: Value.Type = Value.self) throws
    -> Value
  {
    guard let value = optional(type) else { throw corrupt("column \(index - 1)") }
    return value
  }

  mutating func bytes() throws -> [UInt8] { [UInt8](try value(Data.self)) }

  mutating func timestamp() throws -> Timestamp {
    Timestamp(millisecondsSinceEpoch: try value(Int64.self))
  }

  mutating func optionalTimestamp() -> Timestamp? {
    optional(Int64.self).map(Timestamp.init(millisecondsSinceEpoch:))
  }

  mutating func id<Resource>() throws -> ResourceID<Resource> {
    guard let id = ResourceID<Resource>(bytes: try value(Data.self)) else {
      throw corrupt("an id")
    }
    return id
  }

  mutating func serial() throws -> SerialNumber? {
    guard let data = optional(Data.self) else { return nil }
    guard let serial = SerialNumber(bytes: [UInt8](data)) else { throw corrupt("a serial number") }
    return serial
  }

  mutating func fingerprint() throws -> KeyFingerprint {
    guard let fingerprint = KeyFingerprint(bytes: try value(Data.self)) else {
      throw corrupt("a fingerprint")
    }
    return fingerprint
  }

  mutating func choice<Value: RawRepresentable<String>>() throws -> Value {
    guard let value = Value(rawValue: try value(String.self)) else { throw corrupt("a state") }
    return value
  }

  mutating func json<Value: Decodable>() throws -> Value {
    try JSONColumn.value(of: value(String.self), in: "JSON in a row of \(table)")
  }

  mutating func optionalJSON<Value: Decodable>() throws -> Value? {
    try optional(String.self).map { try JSONColumn.value(of: $0, in: "JSON in a row of \(table)") }
  }
}
