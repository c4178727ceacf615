import AuthorityModel
import Testing

struct OrderTests {
  @Test(
    arguments: [
      ([.valid, .valid], .ready),
      ([.valid, .pending], .pending),
      ([.valid, .invalid], .invalid),
      ([.pending, .deactivated], .invalid),
      ([], .ready),
    ] as [([Authorization.State], Order.Status)])
  func `the status of an open order follows from its authorizations`(
    states: [Authorization.State], expected: Order.Status
  ) {
    let status = Samples.order().status(given: Samples.authorizations(states), at: Samples.now)
    #expect(status == expected)
  }

  @Test func `an open order is invalid from the moment it expires`() {
    let order = Samples.order()
    let valid = Samples.authorizations([.valid], expiresAt: order.expiresAt + .seconds(9))
    let before = order.expiresAt + .milliseconds(-1)
    #expect(order.status(given: valid, at: before) == .ready)
    #expect(order.status(given: valid, at: order.expiresAt) == .invalid)
  }

  @Test func `an authorization that expired makes an open order invalid`() {
    let order = Samples.order()
    let expired = Samples.authorizations([.valid], expiresAt: Samples.now)
    #expect(order.status(given: expired, at: Samples.now) == .invalid)
  }

  @Test func `a ready order is finalized once`() {
    var order = Samples.order()
    let valid = Samples.authorizations([.valid])
    #expect(order.finalize(given: valid, at: Samples.now) == .enqueue)
    #expect(order.state == .processing)
    #expect(order.finalize(given: valid, at: Samples.now) == .rejectNotReady(.processing))
  }

  @Test func `an order that isn't ready stays as it is`() {
    var order = Samples.order()
    let pending = Samples.authorizations([.pending])
    #expect(order.finalize(given: pending, at: Samples.now) == .rejectNotReady(.pending))
    #expect(order.state == .open)
  }

  @Test func `an accepted order does not expire`() {
    let order = Samples.order(state: .processing)
    let late = order.expiresAt + .seconds(1)
    #expect(order.status(given: Samples.authorizations([.valid]), at: late) == .processing)
  }

  @Test func `law 3: an accepted order ends once`() {
    var order = Samples.order(state: .processing)
    let serial = Samples.serial
    #expect(order.end(as: .issued(serial)) == true)
    #expect(order.state == .valid(certificate: serial))
    #expect(order.end(as: .failed(Failure(.badCSR, "late"))) == false)
    #expect(order.state == .valid(certificate: serial))
  }

  @Test func `an order that was not accepted has no end`() {
    var order = Samples.order()
    #expect(order.end(as: .failed(Failure(.badCSR, "early"))) == false)
    #expect(order.state == .open)
  }
}
