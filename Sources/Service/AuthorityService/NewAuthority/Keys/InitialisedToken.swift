internal import Cryptoki

/// A token that was just initialised, and the module that holds it.
struct InitialisedToken: Sendable {
  let module: CryptokiModule
  let token: Token

  static func make(
    _ plan: TokenPlan, label: String, pin: PIN, securityOfficerPIN: PIN
  ) async throws(NewAuthorityError) -> InitialisedToken {
    do {
      return try await onOwnThread {
        let module = try CryptokiModule(path: plan.module)
        let slot = try module.freeSlot()
        return InitialisedToken(
          module: module,
          token: try module.initializeToken(
            slot: slot, label: label, soPIN: securityOfficerPIN, userPIN: pin))
      }
    } catch {
      throw .token(reason: "\(error)." + Self.mend(for: error))
    }
  }

  /// What to do where a module lets nobody initialise a token by PKCS #11 alone.
  private static func mend(for error: any Error) -> String {
    guard let error = error as? CryptokiError else { return "" }
    switch error {
    case .noFreeSlot, .call("C_InitToken", _), .call("C_InitPIN", _), .call("C_Login", _):
      return
        " To make the keys in a token that is initialised already, as by the vendor's own tool, "
        + "name it with --token-label and --pin-file."
    default: return ""
    }
  }
}
