internal import FoundationEssentials

/// The JSON of resources, problems and request payloads, the same way everywhere.
package enum ACMEJSON {
  /// The media type of resources (RFC 8555 §6.1).
  package static let contentType = "application/json"
  /// The media type of requests (RFC 8555 §6.2).
  package static let requestContentType = "application/jose+json"

  /// The bytes of `value`: names in a stable order, URLs readable.
  ///
  /// - Throws: `EncodingError`, which none of this module's types brings about.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// The value that `bytes` hold.
  ///
  /// - Throws: ``PayloadError``, whose text names the member at fault.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(PayloadError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw PayloadError(cause: error)
    }
  }

  /// The value that a client's payload holds.
  ///
  /// Foundation's decoder takes one of two members of a name in silence, and UTF-16 besides; what a
  /// client has signed must have one meaning, so the text is scanned strictly first.
  ///
  /// - Throws: ``PayloadError``, whose text names the member at fault.
  package static func decodeRequest<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws(PayloadError) -> Value {
    let object: JSONObject
    do {
      object = try JSONObject(scanning: bytes[...])
    } catch {
      throw PayloadError(member: "", reason: error.description)
    }
    if let scannable = type as? any ScannableRequest.Type,
      let value = scannable.init(scanned: object) as? Value
    {
      return value
    }
    return try decode(type, from: bytes)
  }
}
