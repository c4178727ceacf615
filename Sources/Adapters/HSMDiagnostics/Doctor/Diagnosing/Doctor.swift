import Cryptoki
package import Foundation

/// Takes the steps of `chancery hsm doctor`, one after the other.
///
/// A step that failed takes those with it that need it; the others go on. C_Login is called once at
/// most, and never with a PIN that can't be right or on a token that might lock (law 8).
package struct Doctor<Module: ExaminedModule>: Sendable {
  let module: Module
  /// The time at which certificates must be valid.
  let now: Date
  let progress: any DiagnosisProgress

  package init(module: Module, at now: Date, progress: any DiagnosisProgress) {
    self.module = module
    self.now = now
    self.progress = progress
  }

  /// Looks at all that concerns one token.
  package func diagnosis(of subject: DiagnosisSubject) async -> TokenDiagnosis {
    var history = CaseHistory(subject: subject)
    var diagnosis = TokenDiagnosis(name: subject.name, module: subject.modulePath)
    var blocked: [StepID: String] = [:]
    // A module that hangs is in some call still, and is left alone.
    var hang: String?
    for id in StepID.order {
      var findings: [Finding]
      let reason = id.prerequisites.lazy.compactMap { blocked[$0] }.first
      if let reason = reason ?? (id.callsModule ? hang : nil) {
        findings = [.skipped(reason)]
        blocked[id] = reason
      } else {
        progress.began(id)
        findings = await self.findings(of: id, &history)
        blocked[id] = Self.hindrance(by: findings, of: id)
        hang = hang ?? findings.first(where: \.isOfHangingModule)?.detail
      }
      for finding in findings {
        let step = DiagnosisStep(id, finding)
        diagnosis.steps.append(step)
        progress.ended(step)
      }
    }
    if hang == nil, let session = history.session { try? await module.closeSession(session) }
    if hang == nil, history.isInitialised { try? await module.finalise() }
    diagnosis.vendor = history.profile.vendor.rawValue
    return diagnosis
  }

  /// Why the steps that need this one can't be taken; nil when they can.
  ///
  /// A step that is taken for each key hinders only when no key passed it.
  private static func hindrance(by findings: [Finding], of id: StepID) -> String? {
    guard !findings.isEmpty else { return nil }
    guard findings.allSatisfy({ $0.status == .failed || $0.status == .skipped }) else {
      return nil
    }
    if let fault = findings.first(where: { $0.status == .failed }) {
      return fault.subject.map { "\(id.title) \($0) failed" } ?? "\(id.title) failed"
    }
    return findings.first?.reasonOfSkipping
  }

  private func findings(of id: StepID, _ history: inout CaseHistory) async -> [Finding] {
    switch id {
    case .moduleFile: [await moduleFile(&history)]
    case .moduleReadable: [moduleReadable(history)]
    case .moduleArchitecture: [moduleArchitecture(history)]
    case .moduleLibraries: [await moduleLibraries(history)]
    case .moduleSymbols: [await moduleSymbols(history)]
    case .environment: await surroundings(history)
    case .initialise: [await initialise(&history)]
    case .vendor: [await vendor(&history)]
    case .proxy: proxy(history)
    case .slots: [await slots(&history)]
    case .token: [await token(&history)]
    case .pinCounters: [pinCounters(history)]
    case .pin: [pin(&history)]
    case .pinShape: [pinShape(history)]
    case .sessionKinds: [await sessionKinds(&history)]
    case .login: [await login(&history)]
    case .sessionCount: [await sessionCount(&history)]
    case .mechanisms: [await mechanisms(&history)]
    case .key: await keys(&history)
    case .certificate: certificates(&history)
    case .testSignature: await testSignatures(&history)
    case .speed: await speed(history)
    }
  }
}

/// Hears of each step, as people want to watch.
package protocol DiagnosisProgress: Sendable {
  /// A step has begun, which may take long.
  func began(_ id: StepID)
  /// A step has ended, or was passed over.
  func ended(_ step: DiagnosisStep)
}
