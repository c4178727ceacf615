internal import CCryptoki
import Foundation
import Synchronization

/// A module's library in this process, initialised as long as somebody uses it.
///
/// `@unchecked`: the variables are only touched under the lock. It is an `NSLock` since initialising and
/// finalising block, and must happen under it. It is the library's own, so that a module that hangs
/// there holds up nobody else's.
final class LoadedLibrary: @unchecked Sendable {
  let path: String
  let gate = CallGate()

  private let lock = NSLock()
  private var loaded: CK_FUNCTION_LIST?
  private var users = 0
  private var initialisation = ModuleInitialisation.standard
  private var isInitialised = false
  /// False when another part of the process, which must not lose it, had initialised the module.
  private var isInitialisedHere = false
  private let currentGeneration = Atomic<Int>(0)
  private let abandonedSessions = AbandonedSessions()

  init(path: String) {
    self.path = path
  }

  /// How often the module was initialised.
  var generation: Int { currentGeneration.load(ordering: .sequentiallyConsistent) }

  /// Counts a user in; the first one loads and initialises the library.
  func acquire(_ wanted: ModuleInitialisation) throws(CryptokiError) -> CK_FUNCTION_LIST {
    lock.lock()
    defer { lock.unlock() }
    let functions = if let loaded { loaded } else { try Self.functionList(path) }
    loaded = functions
    if users == 0 {
      initialisation = wanted
      isInitialisedHere = try Self.initialise(functions, initialisation, path: path)
      begin()
      ModuleRegistry.shared.finaliseAtExit()
    }
    users += 1
    return functions
  }

  /// Counts a user out; the last one finalises the module.
  ///
  /// The library stays mapped: many modules keep threads that outlive it.
  func release() {
    lock.lock()
    defer { lock.unlock() }
    users -= 1
    guard users == 0, isInitialised else { return }
    _ = gate.shut(waitingAtMost: .zero)
    isInitialised = false
    if isInitialisedHere { _ = loaded?.C_Finalize?(nil) }
  }

  /// Finalises the module as the process ends, unless somebody is in it.
  ///
  /// Another thread may be finalising it just then; the process must not end under it.
  func finaliseAtExit() {
    guard lock.lock(before: Date(timeIntervalSinceNow: 1)) else { return }
    defer { lock.unlock() }
    guard isInitialised, isInitialisedHere, gate.shut(waitingAtMost: .milliseconds(100)) else {
      return
    }
    isInitialised = false
    _ = loaded?.C_Finalize?(nil)
  }

  /// Finalises and initialises the module, unless somebody did so since a generation.
  ///
  /// `C_Finalize` while another thread is in the module is undefined (PKCS #11 v2.40 §5.4): such a call
  /// may run on in memory that is gone, or with a handle that names another's key. So nobody is let in
  /// any more, and those inside are waited for. A call that never comes back forbids it for good; only
  /// a new process helps then.
  func reinitialise(from failed: Int, waitingAtMost patience: Duration) throws(CryptokiError) {
    lock.lock()
    defer { lock.unlock() }
    guard generation == failed, let functions = loaded else { return }
    var finalisation = CKResult.ok
    if isInitialised {
      guard gate.shut(waitingAtMost: patience) else {
        let count = gate.count
        resume(functions)
        throw .callsUnderWay(module: path, count: count, waited: patience)
      }
      finalisation = CKResult(rawValue: functions.C_Finalize?(nil) ?? CK_RV(CKR_OK))
      isInitialised = false
    }
    let isFirst = try Self.initialise(functions, initialisation, path: path)
    guard isFirst || finalisation == .ok else {
      isInitialised = true
      resume(functions)
      throw .call(function: "C_Finalize", result: finalisation)
    }
    isInitialisedHere = true
    begin()
  }

  /// Closes a session that nobody uses any more.
  ///
  /// Only in the life of the module in which it was opened: later its handle may name somebody else's
  /// session. While it is not known whether that life goes on, the session has to wait.
  func close(_ session: CK_SESSION_HANDLE, of life: Int, _ functions: CK_FUNCTION_LIST) {
    guard gate.enter(life) else {
      guard life == generation else { return }
      abandonedSessions.append(session)
      if gate.openGeneration == life { closeAbandonedSessions(functions) }
      return
    }
    defer { gate.leave() }
    _ = functions.C_CloseSession?(session)
  }

  private func begin() {
    isInitialised = true
    _ = abandonedSessions.removeAll()
    let next = currentGeneration.add(1, ordering: .sequentiallyConsistent).newValue
    gate.open(to: next)
  }

  private func resume(_ functions: CK_FUNCTION_LIST) {
    gate.open(to: generation)
    closeAbandonedSessions(functions)
  }

  private func closeAbandonedSessions(_ functions: CK_FUNCTION_LIST) {
    let life = generation
    for session in abandonedSessions.removeAll() where gate.enter(life) {
      defer { gate.leave() }
      _ = functions.C_CloseSession?(session)
    }
  }
}
