import Testing
import Validation
import ValidationTransport

struct StaticHostsTests {
  private struct Upstream: HostResolver {
    func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
      throw ResolutionError(.nonexistentName, "asked upstream for \(host)")
    }
  }

  @Test(arguments: [
    ("a.test", "127.0.0.1"), ("b.a.test", "127.0.0.1"), ("A.TEST", "127.0.0.1"),
    ("exact.test", "127.0.0.2"), ("x.deep.test", "127.0.0.3"), ("deep.test", "127.0.0.1"),
  ])
  func `prefers exact names, then longer patterns`(host: String, address: String) async throws {
    let hosts = try StaticHosts([
      "*.test": "127.0.0.1", "exact.test": "127.0.0.2", "*.deep.test": "127.0.0.3",
    ])
    let resolver = StaticHostResolver(hosts: hosts, upstream: Upstream())
    #expect(try await resolver.addresses(of: host) == [IPAddress(address)])
  }

  @Test(arguments: ["test", "atest", "a.test.example", ""])
  func `asks upstream for all other names`(host: String) async throws {
    let hosts = try StaticHosts(["*.test": "127.0.0.1"])
    let resolver = StaticHostResolver(hosts: hosts, upstream: Upstream())
    await #expect(throws: ResolutionError.self) { try await resolver.addresses(of: host) }
  }

  @Test(arguments: ["*", "*.", "a.*.test", "**.test", "", "a..test"])
  func `refuses other patterns`(pattern: String) {
    #expect(throws: AddressSyntaxError(text: pattern, expected: .hostPattern)) {
      try StaticHosts([pattern: "127.0.0.1"])
    }
  }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1", 53), ("127.0.0.1:5300", "127.0.0.1", 5300),
    ("[2001:db8::1]:5300", "2001:db8::1", 5300), ("2001:db8::1", "2001:db8::1", 53),
  ])
  func `reads name servers`(text: String, address: String, port: Int) throws {
    #expect(
      try NameServerAddress(text) == NameServerAddress(address: IPAddress(address), port: port))
  }

  @Test(arguments: [
    "", "system", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "[::1]", "[::1:53",
  ])
  func `refuses what is no name server`(text: String) {
    #expect(throws: AddressSyntaxError(text: text, expected: .nameServer)) {
      try NameServerAddress(text)
    }
  }
}
