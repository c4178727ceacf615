/// What a function of Cryptoki answers (`CK_RV`).
package struct ReturnCode: RawRepresentable, Sendable, Hashable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  /// Reads a name as `CKR_DEVICE_ERROR`, or a number as `0x30` or `48`.
  package init?(_ text: String) {
    if let code = Self.byName[text] {
      self = code
    } else if text.hasPrefix("0x"), let number = UInt(text.dropFirst(2), radix: 16) {
      self.init(rawValue: number)
    } else if let number = UInt(text), text.first != "+" {
      self.init(rawValue: number)
    } else {
      return nil
    }
  }

  /// The standard's name, or the number in hexadecimal for a vendor's own.
  package var name: String {
    Self.nameByCode[self] ?? "0x" + String(rawValue, radix: 16)
  }

  package static let ok = ReturnCode(rawValue: 0)

  /// The standard's names.
  package static let names = numbers.map(\.name)

  private static let byName = Dictionary(
    uniqueKeysWithValues: numbers.map { ($0.name, ReturnCode(rawValue: $0.number)) })
  private static let nameByCode = Dictionary(
    uniqueKeysWithValues: numbers.map { (ReturnCode(rawValue: $0.number), $0.name) })

  /// PKCS #11 v2.40 §7.6.
  private static let numbers: [(name: String, number: UInt)] = [
    ("CKR_OK", 0x00),
    ("CKR_CANCEL", 0x01),
    ("CKR_HOST_MEMORY", 0x02),
    ("CKR_SLOT_ID_INVALID", 0x03),
    ("CKR_GENERAL_ERROR", 0x05),
    ("CKR_FUNCTION_FAILED", 0x06),
    ("CKR_ARGUMENTS_BAD", 0x07),
    ("CKR_NO_EVENT", 0x08),
    ("CKR_NEED_TO_CREATE_THREADS", 0x09),
    ("CKR_CANT_LOCK", 0x0a),
    ("CKR_ATTRIBUTE_READ_ONLY", 0x10),
    ("CKR_ATTRIBUTE_SENSITIVE", 0x11),
    ("CKR_ATTRIBUTE_TYPE_INVALID", 0x12),
    ("CKR_ATTRIBUTE_VALUE_INVALID", 0x13),
    ("CKR_ACTION_PROHIBITED", 0x1b),
    ("CKR_DATA_INVALID", 0x20),
    ("CKR_DATA_LEN_RANGE", 0x21),
    ("CKR_DEVICE_ERROR", 0x30),
    ("CKR_DEVICE_MEMORY", 0x31),
    ("CKR_DEVICE_REMOVED", 0x32),
    ("CKR_ENCRYPTED_DATA_INVALID", 0x40),
    ("CKR_ENCRYPTED_DATA_LEN_RANGE", 0x41),
    ("CKR_FUNCTION_CANCELED", 0x50),
    ("CKR_FUNCTION_NOT_PARALLEL", 0x51),
    ("CKR_FUNCTION_NOT_SUPPORTED", 0x54),
    ("CKR_KEY_HANDLE_INVALID", 0x60),
    ("CKR_KEY_SIZE_RANGE", 0x62),
    ("CKR_KEY_TYPE_INCONSISTENT", 0x63),
    ("CKR_KEY_NOT_NEEDED", 0x64),
    ("CKR_KEY_CHANGED", 0x65),
    ("CKR_KEY_NEEDED", 0x66),
    ("CKR_KEY_INDIGESTIBLE", 0x67),
    ("CKR_KEY_FUNCTION_NOT_PERMITTED", 0x68),
    ("CKR_KEY_NOT_WRAPPABLE", 0x69),
    ("CKR_KEY_UNEXTRACTABLE", 0x6a),
    ("CKR_MECHANISM_INVALID", 0x70),
    ("CKR_MECHANISM_PARAM_INVALID", 0x71),
    ("CKR_OBJECT_HANDLE_INVALID", 0x82),
    ("CKR_OPERATION_ACTIVE", 0x90),
    ("CKR_OPERATION_NOT_INITIALIZED", 0x91),
    ("CKR_PIN_INCORRECT", 0xa0),
    ("CKR_PIN_INVALID", 0xa1),
    ("CKR_PIN_LEN_RANGE", 0xa2),
    ("CKR_PIN_EXPIRED", 0xa3),
    ("CKR_PIN_LOCKED", 0xa4),
    ("CKR_SESSION_CLOSED", 0xb0),
    ("CKR_SESSION_COUNT", 0xb1),
    ("CKR_SESSION_HANDLE_INVALID", 0xb3),
    ("CKR_SESSION_PARALLEL_NOT_SUPPORTED", 0xb4),
    ("CKR_SESSION_READ_ONLY", 0xb5),
    ("CKR_SESSION_EXISTS", 0xb6),
    ("CKR_SESSION_READ_ONLY_EXISTS", 0xb7),
    ("CKR_SESSION_READ_WRITE_SO_EXISTS", 0xb8),
    ("CKR_SIGNATURE_INVALID", 0xc0),
    ("CKR_SIGNATURE_LEN_RANGE", 0xc1),
    ("CKR_TEMPLATE_INCOMPLETE", 0xd0),
    ("CKR_TEMPLATE_INCONSISTENT", 0xd1),
    ("CKR_TOKEN_NOT_PRESENT", 0xe0),
    ("CKR_TOKEN_NOT_RECOGNIZED", 0xe1),
    ("CKR_TOKEN_WRITE_PROTECTED", 0xe2),
    ("CKR_UNWRAPPING_KEY_HANDLE_INVALID", 0xf0),
    ("CKR_UNWRAPPING_KEY_SIZE_RANGE", 0xf1),
    ("CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT", 0xf2),
    ("CKR_USER_ALREADY_LOGGED_IN", 0x100),
    ("CKR_USER_NOT_LOGGED_IN", 0x101),
    ("CKR_USER_PIN_NOT_INITIALIZED", 0x102),
    ("CKR_USER_TYPE_INVALID", 0x103),
    ("CKR_USER_ANOTHER_ALREADY_LOGGED_IN", 0x104),
    ("CKR_USER_TOO_MANY_TYPES", 0x105),
    ("CKR_WRAPPED_KEY_INVALID", 0x110),
    ("CKR_WRAPPED_KEY_LEN_RANGE", 0x112),
    ("CKR_WRAPPING_KEY_HANDLE_INVALID", 0x113),
    ("CKR_WRAPPING_KEY_SIZE_RANGE", 0x114),
    ("CKR_WRAPPING_KEY_TYPE_INCONSISTENT", 0x115),
    ("CKR_RANDOM_SEED_NOT_SUPPORTED", 0x120),
    ("CKR_RANDOM_NO_RNG", 0x121),
    ("CKR_DOMAIN_PARAMS_INVALID", 0x130),
    ("CKR_CURVE_NOT_SUPPORTED", 0x140),
    ("CKR_BUFFER_TOO_SMALL", 0x150),
    ("CKR_SAVED_STATE_INVALID", 0x160),
    ("CKR_INFORMATION_SENSITIVE", 0x170),
    ("CKR_STATE_UNSAVEABLE", 0x180),
    ("CKR_CRYPTOKI_NOT_INITIALIZED", 0x190),
    ("CKR_CRYPTOKI_ALREADY_INITIALIZED", 0x191),
    ("CKR_MUTEX_BAD", 0x1a0),
    ("CKR_MUTEX_NOT_LOCKED", 0x1a1),
    ("CKR_NEW_PIN_MODE", 0x1b0),
    ("CKR_NEXT_OTP", 0x1b1),
    ("CKR_EXCEEDED_MAX_ITERATIONS", 0x1c0),
    ("CKR_FIPS_SELF_TEST_FAILED", 0x1c1),
    ("CKR_LIBRARY_LOAD_FAILED", 0x1c2),
    ("CKR_PIN_TOO_WEAK", 0x1c3),
    ("CKR_PUBLIC_KEY_INVALID", 0x1c4),
    ("CKR_FUNCTION_REJECTED", 0x200),
  ]
}
