internal import Foundation

extension FaultyDevice {
  /// Does what a line of the control socket says.
  ///
  /// - Returns: The answer: one line, without its end.
  package mutating func obey(line: String, at now: Duration) -> String {
    advance(to: now)
    do {
      return obey(try ControlCommand(line: line))
    } catch {
      return "error: \(error)"
    }
  }

  private mutating func obey(_ command: ControlCommand) -> String {
    switch command {
    case .help:
      return "ok commands: " + ControlCommand.usage.joined(separator: "; ")
    case .status:
      return Self.json(DeviceStatus(self))
    case .counters:
      return Self.json(CountersReport(counters))
    case .reset:
      counters.reset()
      return "ok the counters begin anew"
    case .lose(var loss):
      loss.window.after = time
      lose(loss)
      return "ok the device is lost"
    case .restore:
      guard loss != nil else { return "error: the device isn't lost" }
      endLoss()
      return "ok the device is back"
    case .hang(let rule):
      hangs.append(ArmedHang(rule: rule))
      return "ok \(rule.function.name) will hang"
    case .release:
      // Those that were to hang later don't, lest a released call hang again at once.
      hangs = []
      woken += hung.sorted()
      return "ok released \(hung.count)"
    case .fault(let rule):
      faults.append(ArmedFault(rule: rule))
      return "ok \(rule.code.name) will be answered"
    case .latency(let function, let latency):
      latencies[Int(function.rawValue)] = latency
      return "ok"
    case .logOut:
      return "ok \(loseLogin()) slots lost their login"
    case .killSessions(let count):
      let handles = sessions.keys.sorted().prefix(count ?? sessions.count)
      return "ok \(killSessions(Array(handles))) sessions died"
    case .unlock:
      pinTries = PINTries()
      return "ok no PIN is locked"
    case .clear:
      faults = []
      hangs = []
      losses = []
      loginLosses = []
      if loss != nil { endLoss() }
      woken += hung.sorted()
      return "ok no faults any more"
    }
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "error: no JSON" }
    return String(decoding: data, as: UTF8.self)
  }
}

/// What a device is doing right now.
package struct DeviceStatus: Sendable, Hashable, Codable {
  package let initialised: Bool
  package let lost: Bool
  package let dead: Bool
  package let sessions: Int
  package let inFlight: Int
  package let waiting: Int
  package let hung: Int
  package let lanes: Int?
  package let armedFaults: Int
  package let epoch: Int
  /// Seconds since the module was loaded.
  package let seconds: Double

  init(_ device: FaultyDevice) {
    initialised = device.isInitialised
    lost = device.loss != nil
    dead = device.deathCode != nil
    sessions = device.sessions.count
    inFlight = device.counters.load.inFlight
    waiting = device.counters.load.waiting
    hung = device.hung.count
    lanes = device.scenario.lanes
    armedFaults = device.faults.count { !$0.isSpent }
    epoch = device.epoch
    seconds = device.time / .seconds(1)
  }
}
