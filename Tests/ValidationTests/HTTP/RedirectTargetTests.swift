import Conformance
import Testing
import Validation

/// RFC 8555 §8.3, CA/B Baseline Requirements §3.2.2.4.19: which redirects lead where.
struct RedirectTargetTests {
  private let base = HTTPTarget(challengeOf: "www.example.test", token: "token", port: 80)

  private func target(
    _ location: String?, ports: ValidationPorts = ValidationPorts()
  ) -> Result<HTTPTarget, RedirectRefusal> {
    Result { () throws(RedirectRefusal) in
      try HTTPTarget(redirectTo: location, from: base, ports: ports)
    }
  }

  @Test(arguments: [
    ("http://other.test/x", "http://other.test/x"),
    ("https://other.test/x", "https://other.test/x"),
    ("HTTPS://Other.TEST/X", "https://other.test/X"), ("//other.test/x", "http://other.test/x"),
    ("http://other.test", "http://other.test/"),
    ("http://other.test?q=1", "http://other.test/?q=1"),
    ("http://other.test/a#fragment", "http://other.test/a"),
    ("http://other.test#", "http://other.test/"),
    ("http://other.test:80/", "http://other.test/"),
    ("http://other.test:443/", "http://other.test:443/"),
    ("https://other.test:80/", "https://other.test:80/"),
    ("https://other.test:443/", "https://other.test/"),
    ("http://other.test:/", "http://other.test/"),
    ("http://other.test:0080/", "http://other.test/"),
    ("/x", "http://www.example.test/x"),
    ("x", "http://www.example.test/.well-known/acme-challenge/x"),
    ("../x", "http://www.example.test/.well-known/x"),
    ("../../../../x", "http://www.example.test/x"),
    ("?q", "http://www.example.test/.well-known/acme-challenge/token?q"),
    ("/x%20y%00?a=%0d%0a", "http://www.example.test/x%20y%00?a=%0d%0a"),
    ("/x:y@z", "http://www.example.test/x:y@z"),
    ("//other.test//@evil.test/", "http://other.test//@evil.test/"),
    ("http://xn--bcher-kva.test/", "http://xn--bcher-kva.test/"),
    (
      "http://a.test/\(String(repeating: "x", count: 2000))",
      "http://a.test/\(String(repeating: "x", count: 2000))"
    ),
  ])
  func `RFC 9110 §10.2.2, resolves absolute and relative references`(location: String, url: String)
  {
    #expect(target(location).map(\.description) == .success(url))
  }

  @Test func `leads to the ports of a trial when none is written`() {
    let ports = ValidationPorts(http: 5002, https: 5001)
    #expect(ports.all == [80, 443, 5001, 5002])
    #expect(
      target("http://other.test/", ports: ports).map(\.description)
        == .success("http://other.test:5002/"))
    #expect(
      target("https://other.test/", ports: ports).map(\.description)
        == .success("https://other.test:5001/"))
    #expect(target("http://other.test:443/", ports: ports).map(\.port) == .success(443))
  }

  @Test(
    .holds("bad-input/redirect/file"),
    arguments: [
      "file:///etc/passwd", "ftp://other.test/", "javascript:alert(1)", "data:,x",
      "gopher://other.test/",
      "ws://other.test/", "httpx://other.test/", "h:other.test", "unix:/run/x", "ldap://other.test",
    ])
  func `follows http and https only`(location: String) throws {
    let scheme = try #require(location.split(separator: ":").first)
    #expect(target(location) == .failure(.scheme(String(scheme))))
  }

  @Test(
    .holds("bad-input/redirect/ipv4-mapped"),
    arguments: [
      "http://10.0.0.1/", "http://127.0.0.1:80/", "http://1.1.1.1/", "http://[::1]/",
      "http://[::ffff:127.0.0.1]/",
      "http://[2606:4700::1111]:443/", "http://[fe80::1%25eth0]/", "http://[v1.x]/", "//127.0.0.1/",
      "http://2130706433/", "http://017700000001/", "http://127.1/", "http://0177.0.0.1/",
      "http://127.0.0.1.2/",
      "http://0x7f.0.0.1/", "http://0x7f000001/", "http://0x7f.0x1/", "http://x.0x7f/",
      "http://1.2.3/",
    ])
  func `never follows to an address, in whatever notation`(location: String) {
    #expect(target(location) == .failure(.address))
  }

  @Test(arguments: [
    ("http://localhost/", "single label"), ("http://inside/", "single label"),
    ("http://a_b.test/", "\"_\""),
    ("http://other.test./", "ends in a dot"), ("http://.test/", "empty label"),
    ("http://a..test/", "empty label"),
    ("http://-a.test/", "hyphen"), ("http://ab--c.test/", "reserved"),
    ("http://*.other.test/", "asterisk"),
    ("http://a*.test/", "asterisk"), ("http://other.te%73t/", "\"%\""),
    ("http://other.test%00.evil.test/", "\"%\""),
    ("http://other.test%2f.evil.test/", "\"%\""), ("http://a,b.test/", "\",\""),
    ("http://a!b.test/", "\"!\""),
    ("http://\(String(repeating: "a", count: 64)).test/", "longer than 63"),
    ("http://\(String(repeating: "a.", count: 130))test/", "253 at most"),
  ])
  func `follows to well-formed names only`(location: String, words: String) {
    guard case .failure(let refusal) = target(location), case .name = refusal else {
      Issue.record("\(location): \(target(location))")
      return
    }
    #expect(refusal.description.contains(words))
  }

  @Test(arguments: [
    "http://user@other.test/", "http://user:secret@other.test/", "http://@other.test/",
    "http://:@other.test/",
    "http://www.example.test@evil.test/", "http://www.example.test:80@evil.test/",
    "//user@other.test/",
    "http://www.example.test%2f@evil.test/", "http://1.1.1.1&@evil.test/",
  ])
  func `refuses user information`(location: String) {
    #expect(target(location) == .failure(.credentials))
  }

  @Test(
    .holds("bad-input/redirect/port-22"),
    arguments: [
      "22", "0", "81", "8080", "65536", "4294967376", "18446744073709551696",
      "99999999999999999999999999",
    ])
  func `follows to permitted ports only`(port: String) {
    #expect(
      target("http://other.test:\(port)/") == .failure(.port(port, permitted: [80, 443])))
  }

  @Test(arguments: [
    "", " ", "http://other.test/ x", " http://other.test/", "http://other.test/\r\nX: y",
    "http://other.test/\u{0}",
    "http://other.test/\u{e4}", "http://b\u{fc}cher.test/", "http:\\\\other.test\\",
    "/\\other.test",
    "http://other.test\\@evil.test/", "http://other.test/%zz", "http://other.test/\"",
    "http://other.test/<x>",
    "http://other.test:-1/", "http://other.test:80:80/", "http://other.test:8o/",
    "http://other.test:+80/",
    "http://[::1/", "http://]/", "http://[::1]x/", "1http://other.test/", "http//other.test:x y",
    "http://a.test/, http://b.test/", "\t/x", "\u{200b}/x", "http://other\u{ff0e}test/",
  ])
  func `refuses what RFC 3986 has no reading for`(location: String) {
    #expect(target(location) == .failure(.noURL))
  }

  @Test(arguments: [
    "http:", "http://", "http:///x", "http:/x", "http:x", "///x", "https:////x", "http://:80/",
  ])
  func `refuses URLs without a host`(location: String) {
    #expect(target(location) == .failure(.noHost))
  }

  @Test func `refuses a redirect without Location, and one without bounds`() {
    #expect(target(nil) == .failure(.noLocation))
    let endless = "/" + String(repeating: "x", count: 2048)
    #expect(target(endless) == .failure(.tooLong(bytes: 2049)))
  }
}
