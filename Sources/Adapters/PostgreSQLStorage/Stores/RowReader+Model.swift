internal import AuthorityModel
internal import Storage

extension ResourceID {
  /// The type `uuid` holds 16 bytes, whatever they mean.
  var argument: Argument { .bytes(bytes) }
}

extension SerialNumber {
  var argument: Argument { .bytes(bytes) }
}

extension KeyFingerprint {
  var argument: Argument { .bytes(bytes) }
}

extension Timestamp {
  var argument: Argument { .integer(millisecondsSinceEpoch) }
}

extension Timestamp? {
  var argument: Argument { .integer(self?.millisecondsSinceEpoch) }
}

extension RowReader {
  mutating func id<Resource>() throws -> ResourceID<Resource> {
    guard let id = ResourceID<Resource>(bytes: try bytes()) else { throw corrupt("an id") }
    return id
  }

  mutating func optionalID<Resource>() throws -> ResourceID<Resource>? {
    guard isNull() else { return try id() }
    skip()
    return nil
  }

  mutating func timestamp() throws -> Timestamp {
    Timestamp(millisecondsSinceEpoch: try integer())
  }

  mutating func optionalTimestamp() throws -> Timestamp? {
    try optionalInteger().map(Timestamp.init(millisecondsSinceEpoch:))
  }

  mutating func serial() throws -> SerialNumber? {
    guard let bytes = try optionalBytes() else { return nil }
    guard let serial = SerialNumber(bytes: bytes) else { throw corrupt("a serial number") }
    return serial
  }

  mutating func fingerprint() throws -> KeyFingerprint {
    guard let fingerprint = KeyFingerprint(bytes: try bytes()) else {
      throw corrupt("a fingerprint")
    }
    return fingerprint
  }

  mutating func choice<Value: RawRepresentable<String>>() throws -> Value {
    guard let value = Value(rawValue: try text()) else { throw corrupt("a state") }
    return value
  }

  mutating func json<Value: Decodable>() throws -> Value {
    try JSONColumn.value(of: text(), in: "JSON")
  }

  mutating func optionalJSON<Value: Decodable>() throws -> Value? {
    guard let text = try optionalText() else { return nil }
    return try JSONColumn.value(of: text, in: "JSON") as Value
  }

  mutating func queueClass() throws -> QueueClass {
    guard let queueClass = QueueClass(rawValue: try int()) else { throw corrupt("a class") }
    return queueClass
  }

  /// Reads number, class and place.
  mutating func position() throws -> QueuePosition {
    let number = try integer()
    let queueClass = try queueClass()
    return QueuePosition(number: number, queueClass: queueClass, place: try integer())
  }

  /// The elements of a `uuid[]`: dimensions, flags, type, count, lower bound, and each with its length.
  mutating func ids<Resource>() throws -> [ResourceID<Resource>] {
    let bytes = try bytes()
    guard bytes.count > 12 else { return [] }
    let stride = 4 + ResourceID<Resource>.byteCount
    guard (bytes.count - 20).isMultiple(of: stride) else { throw corrupt("a list of ids") }
    return try Swift.stride(from: 24, to: bytes.count, by: stride).map { start in
      guard
        let id = ResourceID<Resource>(
          bytes: bytes[start..<start + ResourceID<Resource>.byteCount])
      else { throw corrupt("a list of ids") }
      return id
    }
  }
}
