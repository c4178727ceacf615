internal import CCryptoki

extension Session {
  /// All objects that match a query, among those that this login may see.
  package func objects(matching query: ObjectQuery) throws(CryptokiError) -> [ObjectHandle] {
    try check("C_FindObjectsInit", functions.C_FindObjectsInit) { function in
      query.template.withAttributes { function(handle, $0, $1) }
    }
    // The search must end, or the session can start no other (PKCS #11 v2.40 §5.7).
    defer { try? check("C_FindObjectsFinal", functions.C_FindObjectsFinal) { $0(handle) } }
    var found: [ObjectHandle] = []
    var batch = [CK_OBJECT_HANDLE](repeating: 0, count: 64)
    while true {
      var count: CK_ULONG = 0
      try check("C_FindObjects", functions.C_FindObjects) { $0(handle, &batch, 64, &count) }
      guard count > 0 else { return found }
      found += batch.prefix(Int(count)).map(ObjectHandle.init)
    }
  }

  /// Removes an object from the token for ever.
  package func destroy(_ object: ObjectHandle) throws(CryptokiError) {
    try check("C_DestroyObject", functions.C_DestroyObject) { $0(handle, object.rawValue) }
  }

  /// An attribute's value; nil when the object lacks it or the token does not reveal it.
  func bytes(_ type: UInt, of object: ObjectHandle) throws(CryptokiError) -> [UInt8]? {
    do {
      var attribute = CK_ATTRIBUTE(type: CK_ATTRIBUTE_TYPE(type), pValue: nil, ulValueLen: 0)
      try check("C_GetAttributeValue", functions.C_GetAttributeValue) {
        $0(handle, object.rawValue, &attribute, 1)
      }
      guard attribute.ulValueLen != .max else { return nil }
      guard attribute.ulValueLen > 0 else { return [] }
      var value = [UInt8](repeating: 0, count: Int(attribute.ulValueLen))
      try check("C_GetAttributeValue", functions.C_GetAttributeValue) { function in
        value.withUnsafeMutableBytes { bytes in
          attribute.pValue = bytes.baseAddress
          return function(handle, object.rawValue, &attribute, 1)
        }
      }
      return Array(value.prefix(Int(attribute.ulValueLen)))
    } catch .call(_, .attributeTypeInvalid), .call(_, .attributeSensitive) {
      return nil
    }
  }

  func flag(_ type: UInt, of object: ObjectHandle) throws(CryptokiError) -> Bool? {
    try bytes(type, of: object).flatMap(\.first).map { $0 != 0 }
  }

  func number(_ type: UInt, of object: ObjectHandle) throws(CryptokiError) -> UInt? {
    guard let value = try bytes(type, of: object), value.count == MemoryLayout<CK_ULONG>.size
    else { return nil }
    return value.withUnsafeBytes { $0.loadUnaligned(as: CK_ULONG.self) }
  }
}
