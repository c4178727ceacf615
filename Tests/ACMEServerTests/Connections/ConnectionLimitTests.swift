import NIOCore
import Testing

@testable import ACMEServer

@Suite("Limits of connections")
struct ConnectionLimitTests {
  @Test("Each client has its share, and all together no more than there is room for")
  func shares() {
    var register = ConnectionRegister(limit: 5, limitPerAddress: 2)
    // Each time from which client, and whether there is room.
    let attempts = [
      (0, true), (0, true), (0, false), (1, true), (1, true), (2, true), (3, false),
    ]
    let groups = (0..<4).map { AddressGroup(prefix: [UInt8($0)]) }
    for (number, hasRoom) in attempts {
      let isOpen = register.open(from: groups[number])
      #expect(isOpen == hasRoom)
    }
    register.close(from: groups[0])
    let isOpen = register.open(from: groups[3])
    #expect(isOpen)
    #expect(register.count == 5)
    #expect(register.refusedCount == 2)
  }

  @Test(
    "A client is an IPv4 address or an IPv6 /64",
    arguments: [
      ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
      ("2001:db8::1", "2001:db8::ffff:1", true), ("2001:db8::1", "2001:db8:0:1::1", false),
      ("::ffff:192.0.2.1", "192.0.2.1", true), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
    ])
  func groups(one: String, other: String, isSame: Bool) throws {
    let left = AddressGroup(try SocketAddress(ipAddress: one, port: 1))
    let right = AddressGroup(try SocketAddress(ipAddress: other, port: 2))
    #expect((left == right) == isSame)
  }

  @Test("A handshake has its time, and an open connection another, which bytes prolong")
  func pace() {
    var limits = ListenerLimits()
    limits.tlsHandshake = .seconds(10)
    limits.idleConnection = .seconds(60)
    limits.connectionAge = .seconds(600)
    var pace = ConnectionPace(limits: limits, openedAt: .seconds(100))
    pace.bytesCame(at: .seconds(109))
    #expect(pace.deadline == .seconds(110))
    var multiplexed = pace
    pace.handshakeEnded(isMultiplexed: false, at: .seconds(105))
    #expect(pace.deadline == .seconds(170))
    pace.bytesCame(at: .seconds(5000))
    #expect(pace.deadline == .seconds(5065))
    // HTTP/2 may be kept open by pings; in the end it closes nevertheless.
    multiplexed.handshakeEnded(isMultiplexed: true, at: .seconds(105))
    multiplexed.bytesCame(at: .seconds(700))
    // 600 s from 105 on, then the time that a request and its answer may take, and a grace of 5 s.
    #expect(multiplexed.deadline == .seconds(755))
  }

  @Test("A request's body is told to be slow once; what goes on nevertheless is cut off")
  func requestPace() {
    var limits = ListenerLimits()
    limits.request = .seconds(30)
    limits.requestBody = .seconds(15)
    limits.answerReading = .seconds(10)
    var slow = RequestPace(limits: limits, at: .zero)
    let verdicts = [14, 15, 16, 40].map { slow.verdict(at: .seconds($0)) }
    #expect(verdicts == [.onTime, .bodyTooSlow, .onTime, .cutOff])
    var sound = RequestPace(limits: limits, at: .zero)
    sound.bodyCame()
    let verdict = sound.verdict(at: .seconds(39))
    #expect(verdict == .onTime)
  }
}
