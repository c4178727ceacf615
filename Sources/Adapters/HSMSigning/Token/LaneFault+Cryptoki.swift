import Cryptoki
import Signing

extension LaneFault {
  /// What a failure of the module means to its lane, by the vendor's habits.
  init(_ error: CryptokiError, _ profile: VendorProfile) {
    switch error {
    case .call(let function, let result):
      let recovery = Recovery(result, in: function, profile)
      self.init(
        .device(
          function: function, code: result.rawValue, name: profile.name(of: result),
          advice: profile.advice(for: result, in: function), mayRetry: recovery != .stop),
        recovery)
    case .nonsense, .publicKeyUnreadable:
      self.init(.malformedSignature(reason: error.description), .newSession)
    case .callsUnderWay:
      self.init(.notOpened(reason: error.description), .newModule)
    case .fileMissing, .notLoadable, .notAModule, .parametersMissing, .tokenMissing,
      .tokenAmbiguous, .noFreeSlot, .labelTooLong:
      self.init(.notOpened(reason: error.description), .stop)
    }
  }
}

extension Recovery {
  fileprivate init(_ result: CKResult, in function: String, _ profile: VendorProfile) {
    guard function != "C_OpenSession" || result != .sessionCount else {
      self = .fewerSessions
      return
    }
    self =
      switch profile.recoveryClass(of: result, in: function) {
      case .retry: .retry
      case .newSession: .newSession
      case .newLogin: .newLogin
      case .newModule: .newModule
      case .stop: .stop
      }
  }
}
