import Cryptoki

/// What the steps so far have found out, for those that follow.
struct CaseHistory: Sendable {
  let subject: DiagnosisSubject
  var inspection: ModuleFileInspection?
  var profile: VendorProfile
  var moduleInfo: ModuleInfo?
  var isInitialised = false
  /// How many slots the module lists; nil when it couldn't say.
  var slotCount: Int?
  /// Whether the module has shown any token.
  var showsTokens = false
  var token: Token?
  var pin: PIN?
  /// The kind of session that worked, as the vendor prefers it.
  var access: Session.Access?
  /// The session that is logged in.
  var session: SessionNumber?
  /// How many sessions were open at once; nil when that wasn't tried.
  var sessionCount: Int?
  var mechanisms: [Mechanism]?
  var keys: [FoundKey] = []

  init(subject: DiagnosisSubject) {
    self.subject = subject
    profile =
      subject.vendor.map(VendorProfile.named)
      ?? .recognise(modulePath: subject.modulePath, info: nil, token: nil)
  }

  /// Whether the token's keys are behind a PIN, as nearly all tokens' are.
  var needsLogin: Bool { token?.flags.contains(.loginRequired) ?? true }

  /// Looks again whose habits these are, unless that was said.
  mutating func recogniseVendor() {
    guard subject.vendor == nil else { return }
    profile = .recognise(modulePath: subject.modulePath, info: moduleInfo, token: token)
  }

  /// What it means that a function returned a code, in this vendor's words.
  func meaning(of error: CryptokiError) -> String? {
    guard case .call(let function, let result) = error else { return nil }
    return profile.advice(for: result, in: function)
  }
}

/// A key of the token that is wanted, or one of all keys.
struct FoundKey: Sendable {
  let key: HeldKey
  let certificate: NamedCertificate?
  /// Whether a test signature can and should be made.
  var isUsable = true
  /// Whether a test signature was made and verified.
  var isProven = false
}
