import FaultScenario
import Foundation
import Glibc
import Synchronization

extension FaultyModule {
  /// Writes the counters and, where the scenario wants it, what outlives the process.
  func storeState() {
    let (report, tries, scenario) = state.withLock { state in
      (CountersReport(state.device.counters), state.device.pinTries, state.device.scenario)
    }
    if let path = scenario.countersFile { write(report, to: path) }
    guard let path = scenario.stateFile else { return }
    stored.withLock { last in
      withLockedFile(path) {
        var file = readState(path)
        file.add(report, since: last)
        file.pinTries = tries
        write(file, to: path)
      }
      last = report
    }
  }

  /// The same, unless nothing was counted since.
  func storeStateIfChanged() {
    let calls = state.withLock { $0.device.counters.eventCount }
    guard calls != storedEventCount.exchange(calls, ordering: .relaxed) else { return }
    storeState()
  }

  /// Takes the wrong tries that other processes stored.
  func restoreState() {
    guard let path = state.withLock({ $0.device.scenario.stateFile }) else { return }
    let tries = readState(path).pinTries
    state.withLock { $0.device.restore(tries) }
  }

  private func readState(_ path: String) -> StoredState {
    guard let data = FileManager.default.contents(atPath: path) else { return StoredState() }
    guard let stored = try? JSONDecoder().decode(StoredState.self, from: data) else {
      complain("the state file \(path) can't be read; it begins anew")
      return StoredState()
    }
    return stored
  }

  private func write(_ value: some Encodable, to path: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(value).write(to: URL(filePath: path), options: .atomic)
    } catch {
      complain("\(path) can't be written")
    }
  }

  /// Keeps other processes out meanwhile.
  private func withLockedFile(_ path: String, _ body: () -> Void) {
    let descriptor = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    body()
  }
}
