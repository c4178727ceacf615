import ACMEProtocol
import NIOCore
import Testing

@testable import ACMEServer

/// Over real sockets, with short times: what isn't cut off runs into the suite's time limit.
@Suite("A client that is slow or silent", .timeLimit(.minutes(1)))
struct SlowClientTests {
  private static var limits: ListenerLimits {
    var limits = ListenerLimits()
    limits.tlsHandshake = .milliseconds(200)
    limits.requestBody = .milliseconds(200)
    limits.idleConnection = .milliseconds(300)
    limits.request = .milliseconds(300)
    return limits
  }

  private static let getDirectory =
    "GET /directory HTTP/1.1\r\nHost: ca.test\r\nConnection: close\r\n\r\n"

  @Test("that says nothing is cut off when its handshake's time is over")
  func silence() async throws {
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: Self.limits) { listener in
      try await listener.silentConnection().closeFuture.get()
    }
  }

  @Test("that sends its TLS hello byte by byte is cut off all the same")
  func slowHello() async throws {
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: Self.limits) { listener in
      let channel = try await listener.silentConnection()
      // A record of 16 kB that never ends; the server may close between any two bytes.
      for byte in [0x16, 0x03, 0x01, 0x3f, 0xff] as [UInt8] {
        try? await channel.writeAndFlush(ByteBuffer(bytes: [byte]))
      }
      try await channel.closeFuture.get()
    }
  }

  @Test(
    "that sends nothing after its handshake is cut off, over HTTP/1.1 and over HTTP/2",
    arguments: ["http/1.1", "h2"])
  func idle(name: String) async throws {
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: Self.limits) { listener in
      _ = try await listener.connection(speaking: [name]).textUntilClosed()
    }
  }

  @Test("whose request's head doesn't end is cut off")
  func slowHead() async throws {
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: Self.limits) { listener in
      let conversation = try await listener.connection()
      try await conversation.send("GET /directory HTTP/1.1\r\nHost: ca.te")
      #expect(try await conversation.textUntilClosed() == "")
    }
  }

  @Test("whose body doesn't come is told 408, and the connection closes")
  func slowBody() async throws {
    var limits = Self.limits
    limits.idleConnection = .seconds(30)
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: limits) { listener in
      let conversation = try await listener.connection()
      try await conversation.send(
        "POST /acme/new-order HTTP/1.1\r\nHost: ca.test\r\n"
          + "Content-Type: application/jose+json\r\nContent-Length: 1000\r\n\r\n{")
      let text = try await conversation.textUntilClosed()
      #expect(text.hasPrefix("HTTP/1.1 408"), "\(text)")
      #expect(text.contains("took too long"), "\(text)")
      #expect(text.lowercased().contains("replay-nonce"), "\(text)")
    }
  }

  @Test("with many connections has no more than it may, and leaves the others be")
  func connectionsOfOne() async throws {
    var limits = ListenerLimits()
    limits.connectionsPerAddress = 20
    limits.tlsHandshake = .seconds(50)
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: limits) { listener in
      var open: [any Channel] = []
      for _ in 0..<21 { open.append(try await listener.silentConnection()) }
      // One of them is too many, whichever the server sees last.
      await withTaskGroup { group in
        for channel in open { group.addTask { try? await channel.closeFuture.get() } }
        await group.next()
        let openCount = open.count(where: \.isActive)
        #expect(openCount == 20)
        let conversation = try? await listener.connection(from: "127.0.0.2")
        try? await conversation?.send(Self.getDirectory)
        let text = try? await conversation?.textUntilClosed()
        #expect(text?.hasPrefix("HTTP/1.1 200") == true)
        for channel in open { channel.close(promise: nil) }
      }
    }
  }

  @Test("doesn't keep others from being served, be there ever so many of them")
  func others() async throws {
    var limits = Self.limits
    limits.tlsHandshake = .seconds(50)
    try await ListenerUnderTest.serve(try await TestAuthority(), limits: limits) { listener in
      var open: [any Channel] = []
      for _ in 0..<200 { open.append(try await listener.silentConnection()) }
      let conversation = try await listener.connection()
      try await conversation.send(Self.getDirectory)
      #expect(try await conversation.textUntilClosed().hasPrefix("HTTP/1.1 200"))
      let areOpen = open.allSatisfy(\.isActive)
      #expect(areOpen)
      for channel in open { try await channel.close() }
    }
  }
}
