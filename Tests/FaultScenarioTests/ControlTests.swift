import Foundation
import Testing

@testable import FaultScenario

@Suite("The control socket's commands")
struct ControlTests {
  @Test(
    "are understood, or the answer says how to write them",
    arguments: [
      ("reset", "ok the counters begin anew"),
      ("fault C_Sign CKR_DEVICE_ERROR count=3 after", "ok CKR_DEVICE_ERROR will be answered"),
      ("hang C_Sign 2 lane=1 for=5s", "ok C_Sign will hang"),
      ("latency C_Sign 3ms", "ok"),
      ("restore", "error: the device isn't lost"),
      ("", "error: the line is empty."),
      ("countres", "error: \"countres\" is no command. Did you mean `counters`?"),
      (
        "fault C_Sing CKR_OK",
        "error: \"C_Sing\" is no function of Cryptoki. Did you mean `C_Sign`?"
      ),
      ("fault C_Sign", "error: the CKR_ code is missing."),
      (
        "fault C_Sign 48 sometimes",
        "error: \"sometimes\" is not understood; write before, after, count=N, skip=N or rate=SHARE."
      ),
      ("latency C_Sign soon", "error: \"soon\" is no duration; write it as 3ms, 1.5s or 250us."),
      ("release all", "error: \"all\" is not understood. Write it as: release"),
    ])
  func answers(line: String, answer: String) {
    var simulated = SimulatedDevice()
    #expect(simulated.device.obey(line: line, at: .zero) == answer)
  }

  @Test("lose the device for a time, or until it is restored")
  func lose() {
    var simulated = SimulatedDevice()
    let device = { (line: String, seconds: Int) in
      simulated.now = .seconds(seconds)
      return simulated.device.obey(line: line, at: simulated.now)
    }
    #expect(device("lose 10s CKR_DEVICE_REMOVED", 5) == "ok the device is lost")
    simulated.now = .seconds(14)
    #expect(simulated.open().code.name == "CKR_DEVICE_REMOVED")
    simulated.now = .seconds(15)
    #expect(simulated.open().code == .ok)
    _ = simulated.device.obey(line: "lose", at: .seconds(16))
    simulated.now = .seconds(1000)
    #expect(simulated.open().code == .deviceError)
    #expect(simulated.device.obey(line: "restore", at: simulated.now) == "ok the device is back")
    #expect(simulated.open().code == .ok)
  }

  @Test("give the counters as JSON, which a state file adds up")
  func counters() throws {
    var simulated = SimulatedDevice()
    let session = simulated.open().session
    #expect(simulated.logIn() == .ok)
    _ = simulated.device.obey(line: "fault C_Sign CKR_DEVICE_ERROR count=1", at: .zero)
    _ = simulated.call(.sign, session: session)
    _ = simulated.call(.sign, session: session)
    let json = simulated.device.obey(line: "counters", at: .zero)
    let report = try JSONDecoder().decode(CountersReport.self, from: Data(json.utf8))
    let sign = try #require(report.functions["C_Sign"])
    #expect(sign.calls == 2)
    #expect(sign.ok == 1)
    #expect(sign.codes == ["CKR_DEVICE_ERROR": 1])
    #expect(report.logins.succeeded == 1)
    #expect(!json.contains("\n"))

    var stored = StoredState()
    let nothing = CountersReport(Counters())
    stored.add(report, since: nothing)
    stored.add(report, since: report)
    stored.add(report, since: nothing)
    #expect(stored.counters.functions["C_Sign"]?.calls == 4)
    #expect(stored.counters.logins.succeeded == 2)
    #expect(stored.counters.faults.before == 2)
  }

  @Test("clear ends everything that was armed, and lets go who hangs")
  func clear() throws {
    var simulated = SimulatedDevice { $0.loginLosses = [.seconds(60)] }
    let session = simulated.open().session
    _ = simulated.device.obey(line: "hang C_Sign", at: .zero)
    let hung = try #require(simulated.begin(.sign, session: session).operation)
    _ = simulated.device.obey(line: "fault any CKR_DEVICE_ERROR", at: .zero)
    #expect(simulated.call(.getSessionInfo, session: session) == .deviceError)
    #expect(simulated.device.obey(line: "clear", at: .zero) == "ok no faults any more")
    #expect(simulated.device.takeWoken() == [hung.ticket])
    #expect(simulated.call(.getSessionInfo, session: session) == .ok)
  }
}
