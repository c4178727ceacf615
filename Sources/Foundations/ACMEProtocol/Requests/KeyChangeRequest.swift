/// Says which account is to have a new key instead of which old one.
///
/// - Note: RFC 8555 §7.3.5: the key-change object.
package struct KeyChangeRequest: Sendable, Hashable {
  /// The account's URL, as newAccount told it.
  package let account: String
  package let oldKey: JSONWebKey

  /// The object that the payload of a ``KeyChangeSignature`` holds.
  ///
  /// - Throws: ``KeyChangeError/innerPayload(_:)``, whose text names the member at fault.
  package init(parsing payload: [UInt8]) throws(KeyChangeError) {
    do throws(PayloadError) {
      let object = try Self.object(payload)
      guard case .string(let account) = object["account"] else {
        throw PayloadError(member: "account", reason: "is missing, or no string")
      }
      guard case .object(let key) = object["oldKey"] else {
        throw PayloadError(member: "oldKey", reason: "is missing, or no object")
      }
      self.account = String(decoding: account, as: UTF8.self)
      oldKey = try Self.key(key)
    } catch {
      throw .innerPayload(error)
    }
  }

  private static func object(_ payload: [UInt8]) throws(PayloadError) -> JSONObject {
    do {
      return try JSONObject(scanning: payload[...])
    } catch {
      throw PayloadError(member: "", reason: error.description)
    }
  }

  private static func key(_ object: JSONObject) throws(PayloadError) -> JSONWebKey {
    do {
      return try JSONWebKey(object)
    } catch {
      throw PayloadError(member: "oldKey", reason: "is no key: \(error.description)")
    }
  }
}
