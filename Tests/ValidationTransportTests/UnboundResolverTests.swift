import Glibc
import Testing
import Validation
import ValidationTransport

struct UnboundResolverTests {
  private static let zone = "resolver.test"
  private static let records = """
    www A 192.0.2.10
    www AAAA 2001:db8::10
    four A 192.0.2.4
    six AAAA 2001:db8::6
    alias CNAME www
    text TXT "no address here"
    mapped AAAA ::ffff:10.0.0.1
    dangling CNAME nowhere
    """

  private func withResolver(
    _ body: (UnboundResolver) async throws -> Void
  ) async throws {
    try await NameServer.serving(zone: Self.zone, records: Self.records) { server in
      let resolver = try resolver(port: server.port)
      defer { resolver.shutDown() }
      try await body(resolver)
    }
  }

  private func resolver(port: Int, timeout: Duration = .seconds(10)) throws -> UnboundResolver {
    let server = NameServerAddress(address: IPAddress(v4: 0x7f00_0001), port: port)
    return try UnboundResolver(
      UnboundConfiguration(upstream: .forwarders([server]), timeout: timeout))
  }

  private func error(_ resolver: UnboundResolver, _ host: String) async -> ResolutionError? {
    do throws(ResolutionError) {
      let found = try await resolver.addresses(of: host)
      Issue.record("\(host) has \(found)")
      return nil
    } catch {
      return error
    }
  }

  @Test func `finds addresses, IPv6 first, through aliases and in any case`() async throws {
    try await withResolver { resolver in
      let expected = [
        ("www", ["2001:db8::10", "192.0.2.10"]), ("four", ["192.0.2.4"]),
        ("six", ["2001:db8::6"]), ("alias", ["2001:db8::10", "192.0.2.10"]),
        ("mapped", ["10.0.0.1"]), ("WWW", ["2001:db8::10", "192.0.2.10"]),
      ]
      for (name, addresses) in expected {
        let found = try await resolver.addresses(of: "\(name).\(Self.zone)")
        #expect(found.map(\.description) == addresses)
      }
    }
  }

  @Test func `tells a missing name from a missing record`() async throws {
    try await withResolver { resolver in
      let missing = await error(resolver, "nobody.\(Self.zone)")
      #expect(missing?.code == .nonexistentName)
      #expect(missing?.context.contains("A records of nobody.resolver.test: NXDOMAIN") == true)
      #expect(await error(resolver, "dangling.\(Self.zone)")?.code == .nonexistentName)
      let empty = await error(resolver, "text.\(Self.zone)")
      #expect(empty?.code == .noAddress)
      #expect(empty?.context.contains("text.resolver.test") == true)
    }
  }

  @Test func `names the rcode of a server that refuses`() async throws {
    try await withResolver { resolver in
      let refused = await error(resolver, "www.another-zone.test")
      #expect(
        refused?.code == .serverFailure(rcode: 2) || refused?.code == .serverFailure(rcode: 5))
      #expect(refused?.context.contains("from the name servers") == true)
    }
  }

  @Test func `gives up on a silent server when the time is over`() async throws {
    let silent = try LoopbackPort.silent()
    defer { close(silent.socket) }
    let resolver = try resolver(port: silent.port, timeout: .milliseconds(300))
    defer { resolver.shutDown() }
    let timedOut = await error(resolver, "www.\(Self.zone)")
    #expect(timedOut?.code == .timedOut)
    #expect(timedOut?.context.contains("no answer within 0.3 seconds") == true)
  }

  @Test func `ends a lookup when its task is cancelled`() async throws {
    let silent = try LoopbackPort.silent()
    defer { close(silent.socket) }
    let resolver = try resolver(port: silent.port)
    defer { resolver.shutDown() }
    let lookup = Task { await error(resolver, "www.\(Self.zone)")?.code }
    lookup.cancel()
    #expect(await lookup.value == .cancelled)
  }

  @Test func `ends waiting lookups at shutdown and refuses later ones`() async throws {
    let silent = try LoopbackPort.silent()
    defer { close(silent.socket) }
    let resolver = try resolver(port: silent.port)
    async let waiting = error(resolver, "www.\(Self.zone)")?.code
    // The question is on its way once the server has something to read.
    var byte: UInt8 = 0
    recv(silent.socket, &byte, 1, 0)
    resolver.shutDown()
    resolver.shutDown()
    #expect(await waiting == .resolverFault)
    #expect(await error(resolver, "www.\(Self.zone)")?.code == .resolverFault)
  }

  @Test func `answers hundreds at once, some of them cancelled`() async throws {
    try await withResolver { resolver in
      let answered = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<400 {
          group.addTask {
            let name = number.isMultiple(of: 2) ? "www" : "nobody-\(number)"
            let found = try? await resolver.addresses(of: "\(name).\(Self.zone)")
            return (found?.isEmpty == false) == number.isMultiple(of: 2)
          }
          if number.isMultiple(of: 10) {
            let cut = Task { try? await resolver.addresses(of: "cut-\(number).\(Self.zone)") }
            cut.cancel()
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(answered == 400)
    }
  }

  @Test(arguments: ["", "www.resolver.test\0.evil.test", String(repeating: "a", count: 300)])
  func `refuses what can't be a name`(host: String) async throws {
    let resolver = try resolver(port: 9)
    defer { resolver.shutDown() }
    #expect(await error(resolver, host)?.code == .malformedName)
  }

  @Test func `names the option that libunbound doesn't take`() {
    #expect(throws: UnboundSetupError.self) {
      try UnboundResolver(
        UnboundConfiguration(upstream: .forwarders([]), trustAnchor: .file("/nonexistent/key")))
    }
  }
}
