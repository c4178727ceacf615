import Testing

/// A way in which an applicant tries to have the CA connect to where it must not.
struct IntrusionAttempt: Sendable, CustomTestStringConvertible {
  enum Way: Sendable {
    /// The name resolves to this address.
    case address
    /// The applicant's host, itself permitted, redirects to this `Location`.
    case redirect
    /// The name resolves to these addresses, one after the other, and its host redirects to itself
    /// under another path.
    case rebinding([String])
    /// The name is an alias in the applicant's zone.
    case alias
  }

  let way: Way
  let target: String
  /// What must be in the rule that refuses it.
  let rule: String

  var testDescription: String { target }

  init(_ way: Way, _ target: String, _ rule: String) {
    self.way = way
    self.target = target
    self.rule = rule
  }
}

extension IntrusionAttempt {
  /// Names that resolve to addresses inside.
  static let addresses = [
    ("127.0.0.1", "loopback"), ("127.8.8.8", "loopback"), ("0.0.0.0", "unspecified"),
    ("0.0.0.1", "this network"), ("10.0.0.1", "private use"), ("172.16.0.1", "private use"),
    ("192.168.0.1", "private use"), ("169.254.169.254", "link local"),
    ("100.64.0.1", "shared address space"), ("192.0.0.170", "IETF protocol"),
    ("192.0.2.1", "documentation"), ("198.18.0.1", "benchmarking"), ("192.88.99.1", "6to4 relay"),
    ("224.0.0.1", "multicast"), ("240.0.0.1", "reserved"), ("255.255.255.255", "broadcast"),
    ("::1", "loopback"), ("::", "unspecified"), ("::127.0.0.1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "loopback"), ("::ffff:169.254.169.254", "link local"),
    ("::ffff:0:127.0.0.1", "outside of 2000::/3"), ("64:ff9b::127.0.0.1", "leads to 127.0.0.1"),
    ("64:ff9b::10.0.0.1", "leads to 10.0.0.1"), ("64:ff9b:1::10.0.0.1", "local-use translation"),
    ("2002:7f00:1::1", "leads to 127.0.0.1"), ("2001::1", "Teredo"), ("2001:20::1", "ORCHIDv2"),
    ("2001:db8::1", "documentation"), ("3fff::1", "documentation"), ("5f00::1", "segment routing"),
    ("fc00::1", "unique local"), ("fd00:ec2::254", "unique local"), ("fe80::1", "link local"),
    ("fec0::1", "site local"), ("ff02::1", "multicast"), ("100::1", "discard"),
  ].map { IntrusionAttempt(.address, $0, $1) }

  /// Redirects of a host that may be connected to.
  static let redirects = [
    ("http://inside.example.test/", "127.0.0.1 is not public: loopback"),
    ("https://inside.example.test/", "127.0.0.1 is not public: loopback"),
    ("//inside.example.test/", "127.0.0.1 is not public: loopback"),
    ("http://inside6.example.test/", "::1 is not public: loopback"),
    ("http://mapped.example.test/", "127.0.0.1 is not public: loopback"),
    ("http://nat64.example.test/", "leads to 127.0.0.1"),
    ("http://metadata.example.test/latest/meta-data/", "169.254.169.254 is not public: link local"),
    ("http://127.0.0.1/", "leads to an address"),
    ("http://169.254.169.254/", "leads to an address"),
    ("http://[::1]/", "leads to an address"), ("http://[::ffff:127.0.0.1]/", "leads to an address"),
    ("http://[::ffff:7f00:1]/", "leads to an address"),
    ("http://2130706433/", "leads to an address"),
    ("http://017700000001/", "leads to an address"), ("http://0177.0.0.1/", "leads to an address"),
    ("http://0x7f000001/", "leads to an address"), ("http://0x7f.1/", "leads to an address"),
    ("http://127.1/", "leads to an address"), ("http://127.0.0.1./", "leads to an address"),
    ("http://localhost/", "single label"), ("http://1.1.1.1/", "leads to an address"),
    ("http://127.0.0.1%2f@www.example.test/", "user name or password"),
    ("http://www.example.test@127.0.0.1/", "user name or password"),
    ("http://www.example.test:80@127.0.0.1/", "user name or password"),
    ("http://www.example.test\\@127.0.0.1/", "no URL of RFC 3986"),
    ("http://127.0.0.1#@www.example.test/", "leads to an address"),
    ("http://127.0.0.1?@www.example.test/", "leads to an address"),
    ("http://www.example.test:22/", "port 22 is not permitted"),
    ("http://www.example.test:25/", "port 25 is not permitted"),
    ("http://www.example.test:6379/", "port 6379 is not permitted"),
    ("https://www.example.test:4294967376/", "port 4294967376 is not permitted"),
    ("file:///etc/passwd", "only http and https"),
    ("ftp://www.example.test/", "only http and https"),
    ("gopher://www.example.test/_x", "only http and https"), ("javascript:alert(1)", "only http"),
    ("unix:/run/docker.sock", "only http"), ("http:///etc/passwd", "names no host"),
    ("/.well-known/acme-challenge/token", "has led here already"),
    ("http://www.ex\u{e4}mple.test/", "no URL of RFC 3986"),
    ("http://a_b.example.test/", "only letters"),
    ("http://127.0.0.1%00.example.test/", "holds \"%\""),
  ].map { IntrusionAttempt(.redirect, $0, $1) }

  /// What a name server of the applicant's can do.
  static let names = [
    IntrusionAttempt(
      .rebinding(["127.0.0.2", "127.0.0.1"]), "first a permitted address, then 127.0.0.1",
      "127.0.0.1 is not public: loopback"),
    IntrusionAttempt(
      .rebinding(["127.0.0.2", "::ffff:127.0.0.1"]),
      "first a permitted address, then ::ffff:127.0.0.1",
      "127.0.0.1 is not public: loopback"),
    IntrusionAttempt(.alias, "alias CNAME inside, inside A 127.0.0.1", "127.0.0.1 is not public"),
    IntrusionAttempt(.alias, "alias AAAA ::1", "::1 is not public"),
    IntrusionAttempt(.alias, "alias AAAA ::ffff:127.0.0.1", "127.0.0.1 is not public"),
    IntrusionAttempt(
      .alias, "alias CNAME a, a CNAME b, b A 169.254.169.254", "169.254.169.254 is not public"),
  ]
}
