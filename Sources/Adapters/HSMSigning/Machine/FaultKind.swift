internal import Signing

/// What failed calls are counted by.
package struct FaultKind: Sendable, Hashable {
  /// What follows: the name of a ``Recovery``, or `stuck`.
  package let recovery: String
  /// The module's code by name, or why there is none.
  package let code: String

  /// A call that did not return.
  static let hung = FaultKind(recovery: "stuck", code: "timeout")
}

extension FaultKind {
  init(_ fault: LaneFault) {
    recovery = fault.recovery.rawValue
    code =
      switch fault.error {
      case .device(_, _, let name, _, _): name
      case .tokenParked: "parked"
      case .deadlineExceeded: "timeout"
      case .malformedSignature: "malformed"
      case .busy, .tokenUnavailable, .shutDown, .notOpened, .keyMissing, .keyAmbiguous, .wrongKey,
        .wrongKeyType, .keyMayNotSign, .unsupportedKey, .unreadableKey, .proofFailed:
        "other"
      }
  }
}
