import Testing

@testable import chancery

@Suite("Tickets of a closed loop")
struct LoadTicketsTests {
  @Test("There are as many as wanted")
  func count() {
    let tickets = LoadTickets(count: 3, deadline: nil, stop: StopSign())
    #expect((0..<5).map { _ in tickets.next() != nil } == [true, true, true, false, false])
  }

  @Test("None is left when time is up, or somebody wants to stop")
  func end() {
    #expect(LoadTickets(count: nil, deadline: .now, stop: StopSign()).next() == nil)
    let stop = StopSign()
    let tickets = LoadTickets(count: nil, deadline: nil, stop: stop)
    #expect(tickets.next() != nil)
    stop.raise()
    #expect(tickets.next() == nil)
  }
}
