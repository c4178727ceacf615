import Testing
import ValidationTransport

@Suite("/etc/resolv.conf")
struct ResolverConfigurationTests {
  @Test("is read for its name servers, and for nothing else")
  func nameServers() {
    let text = """
      # nameserver 192.0.2.9
      ;nameserver 192.0.2.8
      search example.org
      nameserver 192.0.2.1
      \tnameserver\t2001:db8::1  # the second
      nameserver fe80::1%eth0
      nameserver
      nameservers 192.0.2.7
      nameserver 192.0.2.2"\\
      options edns0
      """
    #expect(
      ResolverConfiguration(text).nameServers == ["192.0.2.1", "2001:db8::1", "fe80::1%eth0"])
  }
}
