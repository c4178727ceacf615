/// What a key is called inside its token.
package enum TokenKeyName: Sendable, Equatable {
  /// `CKA_LABEL`.
  case label(String)
  /// `CKA_ID`.
  case id([UInt8])
}
