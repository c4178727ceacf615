internal import CCryptoki

/// The classes of objects that matter here (`CK_OBJECT_CLASS`).
package enum ObjectClass: Sendable, Hashable {
  case certificate
  case publicKey
  case privateKey

  var rawValue: CK_OBJECT_CLASS {
    switch self {
    case .certificate: CK_OBJECT_CLASS(CKO_CERTIFICATE)
    case .publicKey: CK_OBJECT_CLASS(CKO_PUBLIC_KEY)
    case .privateKey: CK_OBJECT_CLASS(CKO_PRIVATE_KEY)
    }
  }
}

/// The type of a key (`CK_KEY_TYPE`).
package struct KeyType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  package static let rsa = KeyType(rawValue: 0x00)
  package static let ec = KeyType(rawValue: 0x03)

  package var description: String {
    switch self {
    case .rsa: "RSA"
    case .ec: "EC"
    default: "CKK 0x" + String(rawValue, radix: 16)
    }
  }
}

/// What an object must have to be found; nil matches anything.
package struct ObjectQuery: Sendable, Hashable {
  package var objectClass: ObjectClass?
  package var label: String?
  package var id: [UInt8]?
  package var keyType: KeyType?

  package init(
    _ objectClass: ObjectClass? = nil, label: String? = nil, id: [UInt8]? = nil,
    keyType: KeyType? = nil
  ) {
    self.objectClass = objectClass
    self.label = label
    self.id = id
    self.keyType = keyType
  }

  var template: AttributeTemplate {
    var template = AttributeTemplate()
    if let objectClass { template.set(CKA_CLASS, objectClass.rawValue) }
    if let label { template.set(CKA_LABEL, Array(label.utf8)) }
    if let id { template.set(CKA_ID, id) }
    if let keyType { template.set(CKA_KEY_TYPE, keyType.rawValue) }
    return template
  }
}
