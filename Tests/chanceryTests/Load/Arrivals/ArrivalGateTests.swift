import Testing

@testable import chancery

@Suite("Gate of arrivals")
struct ArrivalGateTests {
  @Test("What is beyond the limit begins in its order when others end; none is lost")
  func order() {
    let arrivals = (0..<5).map { Arrival(due: .now + .seconds($0)) }
    var gate = ArrivalGate(limit: 2)
    let begun = arrivals.map { gate.arrived($0) }
    #expect(begun == [true, true, false, false, false])
    #expect(gate.heldBack == 3)
    let followers = (0..<5).map { _ in gate.ended() }
    #expect(followers == [arrivals[2], arrivals[3], arrivals[4], nil, nil])
    #expect(gate.inFlight == 0)
    let begins = gate.arrived(arrivals[0])
    #expect(begins)
    #expect(gate.heldBack == 3)
  }
}
