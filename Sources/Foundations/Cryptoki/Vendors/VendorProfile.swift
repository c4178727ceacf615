/// What is known of a vendor's module and its users' accidents.
///
/// Profiles are data: one file a vendor, under `Profiles/`.
package struct VendorProfile: Sendable, Hashable {
  package let vendor: HSMVendor
  package let displayName: String
  package let recognition: Recognition
  /// Where the vendor's packages put the module.
  package let usualModulePaths: [String]
  package let pinShape: PINShape
  /// The kind of session that works; read-only where both do.
  package let sessionAccess: Session.Access
  /// How many sessions a program may have, where the token doesn't say.
  package let sessionLimit: Int?
  /// How long to wait between two openings of sessions.
  package let pauseBetweenOpenings: Duration
  /// How often an idle session has to be used to stay alive.
  package let keepAliveInterval: Duration?
  package let initialisation: ModuleInitialisation
  /// What may be set on a generated key.
  package let keyTemplate: KeyTemplateHabit
  package let requirements: [Requirement]
  package let accidents: [Accident]
  /// The vendor's own codes.
  package let codeNames: [CKResult: String]

  init(
    _ vendor: HSMVendor, _ displayName: String, recognition: Recognition = Recognition(),
    usualModulePaths: [String] = [], pinShape: PINShape = .text(nil),
    sessionAccess: Session.Access = .readOnly, sessionLimit: Int? = nil,
    pauseBetweenOpenings: Duration = .zero, keepAliveInterval: Duration? = nil,
    initialisation: ModuleInitialisation = .standard, keyTemplate: KeyTemplateHabit = .explicit,
    requirements: [Requirement] = [], accidents: [Accident] = [],
    codeNames: [CKResult: String] = [:]
  ) {
    self.vendor = vendor
    self.displayName = displayName
    self.recognition = recognition
    self.usualModulePaths = usualModulePaths
    self.pinShape = pinShape
    self.sessionAccess = sessionAccess
    self.sessionLimit = sessionLimit
    self.pauseBetweenOpenings = pauseBetweenOpenings
    self.keepAliveInterval = keepAliveInterval
    self.initialisation = initialisation
    self.keyTemplate = keyTemplate
    self.requirements = requirements
    self.accidents = accidents
    self.codeNames = codeNames
  }

  /// Whether the module hands each call to another one elsewhere.
  package var isProxy: Bool { vendor == .p11kitRemoting || vendor == .pkcs11Proxy }
}

extension VendorProfile {
  /// What has to be made anew after a function returned a code.
  package func recoveryClass(of result: CKResult, in function: String) -> RecoveryClass {
    accident(result, in: function, where: { $0.recovery != nil })?.recovery
      ?? .standard(result, in: function)
  }

  /// A code's name, the vendor's own included.
  package func name(of result: CKResult) -> String {
    codeNames[result] ?? result.name
  }

  /// What a code means in a function, and what mends it, in one sentence.
  package func advice(for result: CKResult, in function: String) -> String {
    accident(result, in: function)?.sentence ?? result.advice(in: function)
  }

  /// The accident that a code tells of; one of this very function goes before one of any.
  package func accident(_ result: CKResult, in function: String) -> Accident? {
    accident(result, in: function, where: { _ in true })
  }

  private func accident(
    _ result: CKResult, in function: String, where isWanted: (Accident) -> Bool
  ) -> Accident? {
    let candidates = accidents.filter { $0.code == result && isWanted($0) }
    return candidates.first { $0.function == function } ?? candidates.first { $0.function == nil }
  }
}
