/// A `CK_RV`: what every function of a PKCS #11 module returns.
///
/// It is no enum since vendors add their own from `CKR_VENDOR_DEFINED` on. Compare it, or match it:
///
/// ```swift
/// catch .call(_, .pinIncorrect) { … }
/// ```
package struct CKResult: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  /// Whether the code is from the range that vendors fill as they like (`CKR_VENDOR_DEFINED`).
  package var isVendorDefined: Bool { rawValue >= Self.vendorDefined }

  /// `CKR_PIN_INCORRECT`, `CKR_VENDOR_DEFINED+0x07`, or the bare number when the standard has none.
  package var name: String {
    if let name = Self.names[self] { return name }
    return isVendorDefined
      ? "CKR_VENDOR_DEFINED+0x" + String(rawValue - Self.vendorDefined, radix: 16)
      : "CKR_0x" + String(rawValue, radix: 16)
  }

  private static let vendorDefined: UInt = 0x8000_0000
}

extension CKResult: CustomStringConvertible {
  package var description: String { "\(name) (0x\(String(rawValue, radix: 16)))" }
}
