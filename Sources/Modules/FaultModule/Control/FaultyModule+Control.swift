import FaultScenario
import Glibc
import Synchronization

extension FaultyModule {
  /// Opens the control socket, and has the counters written now and then.
  func openControlSocket() {
    let scenario = state.withLock { $0.device.scenario }
    let writesFiles = scenario.countersFile != nil || scenario.stateFile != nil
    if writesFiles { storeAtExit() }
    guard scenario.controlSocket != nil || writesFiles else { return }
    do {
      let socket = try makeControlSocket(scenario.controlSocket, writesFiles: writesFiles)
      control.withLock { $0 = socket }
    } catch {
      complain(error.text)
      // The files are written all the same.
      guard writesFiles, let socket = try? makeControlSocket(nil, writesFiles: true) else { return }
      control.withLock { $0 = socket }
    }
  }

  func closeControlSocket() {
    let socket = control.withLock { control in
      defer { control = nil }
      return control
    }
    socket?.close()
  }

  private func makeControlSocket(
    _ path: String?, writesFiles: Bool
  ) throws(ModuleFault) -> ControlSocket {
    try ControlSocket(path: path) { [self] line in
      withDevice { $0.obey(line: line, at: clock.now) }
    } tick: { [self] in
      if writesFiles { storeStateIfChanged() }
    }
  }

  /// Programs may end without `C_Finalize`.
  private func storeAtExit() {
    guard !storesAtExit.exchange(true, ordering: .relaxed) else { return }
    atexit { faultyModule.storeState() }
  }
}
