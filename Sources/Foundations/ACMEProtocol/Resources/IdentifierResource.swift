/// What a certificate may be issued for, as `dns` and `example.org`.
///
/// - Note: RFC 8555 §7.1.3 and §9.7.7.
package struct IdentifierResource: Codable, Sendable, Hashable {
  /// A string, so that an unknown type becomes `unsupportedIdentifier` and not `malformed`.
  package var type: String
  package var value: String

  package init(type: String, value: String) {
    self.type = type
    self.value = value
  }

  /// A DNS name.
  package static func dns(_ name: String) -> Self { Self(type: "dns", value: name) }
}

extension IdentifierResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("type", type)
      object.member("value", value)
    }
  }
}
