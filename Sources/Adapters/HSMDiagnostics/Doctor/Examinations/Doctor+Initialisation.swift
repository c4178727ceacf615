import Cryptoki

/// From a loaded library to one that answers, and whose it is.
extension Doctor {
  func initialise(_ history: inout CaseHistory) async -> Finding {
    let initialisation = history.profile.initialisation
    do throws(ModuleFault) {
      try await module.initialise(initialisation)
      history.isInitialised = true
      return .ok(
        initialisation.usesLocking
          ? "the module answers, and lets several threads use it" : "the module answers")
    } catch {
      guard case .cryptoki(let fault) = error, initialisation.usesLocking else {
        return failed(error, history, mend: Self.initialisationMend)
      }
      return await withoutLocking(after: fault, &history)
    }
  }

  private func withoutLocking(after fault: CryptokiError, _ history: inout CaseHistory) async
    -> Finding
  {
    do throws(ModuleFault) {
      try await module.initialise(history.profile.initialisation.withoutLocking())
      history.isInitialised = true
      return .warning(
        "with locking, \(Self.phrase(fault, history)); without, the module answers",
        meaning: "the module can't be used by several threads at once, so that one session is all "
          + "that a CA gets from it",
        mend: "see whether the vendor has a newer module, or a setting for threads")
    } catch {
      return failed(fault, history, mend: Self.initialisationMend)
    }
  }

  private static var initialisationMend: String {
    "see the module's own log and configuration; its daemon may not be running"
  }

  func vendor(_ history: inout CaseHistory) async -> Finding {
    do throws(ModuleFault) {
      history.moduleInfo = try await module.info()
    } catch {
      // Without C_Initialize there is nothing to ask; the file's name may do.
    }
    history.recogniseVendor()
    let name = history.profile.displayName
    let said = history.moduleInfo.map {
      "\($0.libraryDescription) \($0.libraryVersion) by \($0.manufacturer), Cryptoki "
        + "\($0.cryptokiVersion)"
    }
    guard history.profile.vendor != .generic else {
      return .ok(
        said.map { "\($0); no vendor known here" } ?? "not recognised by its file",
        meaning: nil)
    }
    let reason = history.subject.vendor == nil ? "taken for" : "as told, taken for"
    return .ok("\(reason) \(name)" + (said.map { ": \($0)" } ?? ", by its file"))
  }

  /// Says that a module stands in for another; nothing when it doesn't.
  func proxy(_ history: CaseHistory) -> [Finding] {
    let profile = history.profile
    guard profile.isProxy else {
      return [
        .ok(
          profile.vendor == .generic
            ? "none that is known here" : "no: it is the vendor's own module")
      ]
    }
    let native = NativeModules.installed().filter { $0 != history.subject.modulePath }
    return [
      .warning(
        "yes: this is \(profile.displayName), which hands each call to a module elsewhere",
        meaning: "the HSM's own settings are where its daemon runs, not here; when the daemon "
          + "restarts, every session is lost, and the proxy doesn't reconnect by itself",
        mend: native.isEmpty
          ? "where you can, install the HSM's own module here and name it instead"
          : "the native \(native.count == 1 ? "module" : "modules") "
            + "\(native.joined(separator: ", ")) \(native.count == 1 ? "is" : "are") installed on "
            + "this machine; name one instead if it reaches the same HSM")
    ]
  }
}
