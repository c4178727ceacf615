/// How a private key is named on its token.
package enum KeySelection: Sendable, Hashable {
  /// By `CKA_LABEL`, which must be the only one of its kind.
  case label(String)
  /// By `CKA_ID`.
  case id([UInt8])
}

extension KeySelection: CustomStringConvertible {
  package var description: String {
    switch self {
    case .label(let label): "label \"\(label)\""
    case .id(let id): "id \(hexadecimal(id))"
    }
  }
}

/// Lower-case hex, as `pkcs11-tool` prints ids.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
