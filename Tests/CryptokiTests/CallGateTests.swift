import Foundation
import Testing

@testable import Cryptoki

@Suite("The gate of calls")
struct CallGateTests {
  @Test("lets only one generation pass, and counts")
  func generations() {
    let gate = CallGate()
    #expect(!gate.enter())
    gate.open(to: 3)
    #expect(!gate.enter(2))
    #expect(gate.enter(3))
    #expect(gate.enter())
    #expect(gate.count == 2)
    gate.leave()
    gate.leave()
    #expect(gate.count == 0)
    #expect(gate.openGeneration == 3)
  }

  @Test("shuts at once when nobody is inside, and says so when somebody stays")
  func shutting() {
    let gate = CallGate()
    gate.open(to: 1)
    #expect(gate.enter(1))
    #expect(!gate.shut(waitingAtMost: .milliseconds(1)))
    #expect(!gate.enter(1))
    gate.leave()
    #expect(gate.shut(waitingAtMost: .zero))
  }

  @Test("waits for those inside")
  func waiting() {
    let gate = CallGate()
    gate.open(to: 1)
    #expect(gate.enter(1))
    let leaver = Thread {
      while gate.openGeneration != nil { sched_yield() }
      gate.leave()
    }
    leaver.start()
    #expect(gate.shut(waitingAtMost: .seconds(60)))
    #expect(gate.count == 0)
  }
}
