internal import CertificateFormats

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
    case .id(let id): "id \(HexText.text(id))"
    }
  }
}
