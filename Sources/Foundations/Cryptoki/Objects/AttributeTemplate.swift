internal import CCryptoki

/// The attributes of an object to be made or found, in memory that C can read.
struct AttributeTemplate {
  private var attributes: [(type: CK_ATTRIBUTE_TYPE, value: [UInt8])] = []

  mutating func set(_ type: UInt, _ value: [UInt8]) {
    attributes.append((CK_ATTRIBUTE_TYPE(type), value))
  }

  mutating func set(_ type: UInt, _ value: CK_ULONG) {
    set(type, withUnsafeBytes(of: value, Array.init))
  }

  mutating func set(_ type: UInt, _ value: Bool) {
    set(type, [value ? 1 : 0])
  }

  /// The value that is set for an attribute.
  subscript(_ type: UInt) -> [UInt8]? {
    attributes.last { $0.type == CK_ATTRIBUTE_TYPE(type) }?.value
  }

  /// Lends the template to a call of the module.
  func withAttributes<Result>(
    _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>?, CK_ULONG) -> Result
  ) -> Result {
    var values = attributes.flatMap(\.value)
    return values.withUnsafeMutableBytes { bytes in
      var offset = 0
      var entries = attributes.map { attribute in
        defer { offset += attribute.value.count }
        return CK_ATTRIBUTE(
          type: attribute.type, pValue: bytes.baseAddress.map { $0 + offset },
          ulValueLen: CK_ULONG(attribute.value.count))
      }
      return body(&entries, CK_ULONG(entries.count))
    }
  }
}
