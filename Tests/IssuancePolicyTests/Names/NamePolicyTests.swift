import Conformance
import IssuancePolicy
import Testing

@Suite("Which names are certified")
struct NamePolicyTests {
  let suffixes: PublicSuffixes

  init() throws { suffixes = try PublicSuffixes() }

  /// The policy of a CA whose operator set nothing.
  private var strict: NamePolicy { NamePolicy(suffixes: suffixes) }

  private func policy(_ change: (inout NamePolicy.Terms) throws -> Void) rethrows -> NamePolicy {
    var terms = NamePolicy.Terms()
    try change(&terms)
    return NamePolicy(suffixes: suffixes, terms: terms)
  }

  private func refusal(of name: String, by policy: NamePolicy) -> NameRefusal? {
    do throws(NameRefusal) {
      _ = try policy.acceptedName(name)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Names that can be registered are, in small letters",
    arguments: [
      "example.io", "WWW.Example.co", "*.chancery.dev", "a.b.c.d.co.uk", "www.ck",
      "xn--p1ai.xn--p1ai",
      // Suffixes of private owners, whose services want certificates for just these.
      "github.io", "*.s3.amazonaws.com", "xn--bcher-kva.de", "xn--fa-hia.de", "city.kawasaki.jp",
    ])
  func registrable(name: String) throws {
    #expect(try strict.acceptedName(name).text == name.lowercased())
  }

  @Test(
    "International names are refused with the form in which they can be ordered",
    .holds("8555/7.1.4/name-as-in-certificate"),
    arguments: [
      ("bücher.de", "xn--bcher-kva.de"), ("*.BÜCHER.de", "*.xn--bcher-kva.de"),
      ("faß.de", "xn--fa-hia.de"), ("テスト.jp", "xn--zckzah.jp"), ("münchen。de", "xn--mnchen-3ya.de"),
      ("ＡＢＣ.de", "abc.de"), ("a\u{308}.de", "xn--4ca.de"),
    ])
  func international(name: String, form: String) throws {
    #expect(refusal(of: name, by: strict) == .international(asciiForm: form))
    #expect(try strict.acceptedName(form).text == form)
  }

  @Test(
    "International names without such a form are refused for that",
    arguments: [
      "☃.net", "💩.la", "a\u{200d}b.de", "ü\u{0}.de", "ü_a.de", "-ü.de", "ü..de", "ü",
      "\u{202e}moc.elpmaxe", "ü.*.de",
    ])
  func noForm(name: String) {
    #expect(refusal(of: name, by: strict) == .noASCIIForm)
  }

  @Test(
    "Labels that no international label is encoded to are refused",
    .holds("8555/7.1.4/a-labels-checked"),
    arguments: [
      ("xn--a.de", "xn--a"), ("www.xn--ls8h.la", "xn--ls8h"), ("xn--53h.com", "xn--53h"),
      ("a.xn--iny-zx5a.com", "xn--iny-zx5a"), ("xn--0ca24w.de", "xn--0ca24w"),
      ("xn--abc.de", "xn--abc"), ("*.xn--99999999.de", "xn--99999999"),
      ("xn--xn---epa.de", "xn--xn---epa"),
    ])
  func encodedLabel(name: String, label: String) {
    guard case .encodedLabel(label, let reason) = refusal(of: name, by: strict) else {
      Issue.record("\(name) was not refused for \(label)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test(
    "Public suffixes and their wildcards are refused",
    arguments: [
      ("co.uk", .publicSuffix), ("foo.ck", .publicSuffix), ("kawasaki.jp", .publicSuffix),
      ("xn--55qx5d.cn", .publicSuffix), ("*.co.uk", .wildcardOfPublicSuffix("co.uk")),
      ("*.com", .syntax(.wildcardOfTopLevel(label: "com"))), ("com", .syntax(.singleLabel)),
    ] as [(String, NameRefusal)])
  func publicSuffix(name: String, refusal expected: NameRefusal) {
    #expect(refusal(of: name, by: strict) == expected)
  }

  @Test("A public suffix and its wildcard are allowed one by one")
  func allowedSuffix() throws {
    let suffix = policy { $0.publicSuffixes = ["co.uk"] }
    #expect(try suffix.acceptedName("co.uk").text == "co.uk")
    #expect(refusal(of: "*.co.uk", by: suffix) == .wildcardOfPublicSuffix("co.uk"))
    #expect(refusal(of: "org.uk", by: suffix) == .publicSuffix)
    let wildcard = policy { $0.publicSuffixes = ["*.co.uk"] }
    #expect(try wildcard.acceptedName("*.co.uk").text == "*.co.uk")
    #expect(refusal(of: "co.uk", by: wildcard) == .publicSuffix)
  }

  @Test(
    "Every domain of special use is refused until it is allowed", arguments: SpecialUseDomain.all)
  func specialUse(domain: SpecialUseDomain) throws {
    let name = "www.\(domain.name)"
    #expect(refusal(of: name, by: strict) == .specialUse(domain))
    #expect(refusal(of: "*.\(name)", by: strict) == .specialUse(domain))
    let allowing = policy { $0.specialUse = [domain.name] }
    #expect(try allowing.acceptedName(name).text == name)
  }

  @Test("The smallest domain of special use decides")
  func nestedSpecialUse() throws {
    let home = policy { $0.specialUse = ["home.arpa"] }
    #expect(try home.acceptedName("printer.home.arpa").text == "printer.home.arpa")
    guard case .specialUse(let domain) = refusal(of: "1.in-addr.arpa", by: home) else {
      Issue.record("a reverse zone was certified")
      return
    }
    #expect(domain.name == "arpa")
  }

  @Test("A top-level domain that the Internet lacks is refused until it is allowed")
  func unknownTopLevel() throws {
    #expect(refusal(of: "www.corp", by: strict) == .unknownTopLevel("corp"))
    #expect(refusal(of: "1.2.3.0x4", by: strict) == .unknownTopLevel("0x4"))
    let corp = policy { $0.topLevels = ["corp"] }
    #expect(try corp.acceptedName("www.corp").text == "www.corp")
  }

  @Test(
    "A blocked name or domain is refused, and the wildcards that would stand for it",
    arguments: [
      ("login.bank.dev", "login.bank.dev"), ("*.bank.dev", "login.bank.dev"),
      ("evil.dev", ".evil.dev"), ("www.evil.dev", ".evil.dev"), ("*.a.evil.dev", ".evil.dev"),
      ("*.evil.dev", ".evil.dev"), ("a.zip", ".zip"), ("*.uk.dev", ".co.uk.dev"),
    ])
  func blocked(name: String, entry: String) throws {
    let policy = try policy {
      $0.blocked = NameList(
        try ["LOGIN.bank.dev", ".evil.dev", ".zip", ".co.uk.dev"].map { try NamePattern($0) })
    }
    let expected = try NamePattern(entry)
    #expect(refusal(of: name, by: policy) == .blocked(expected))
    for near in ["bank.dev", "x.login.bank.dev", "*.login.bank.dev", "notevil.dev", "zip.dev"] {
      #expect(refusal(of: near, by: policy) == nil, "\(near)")
    }
  }

  @Test("A list of allowed names refuses all others, and blocks go before it")
  func allowed() throws {
    let secret = try NamePattern("secret.ours.dev")
    let policy = try policy {
      $0.allowed = NameList(
        try ["www.chancery.dev", ".ours.dev", ".co.uk"].map { try NamePattern($0) })
      $0.blocked = NameList([secret])
    }
    for name in ["www.chancery.dev", "ours.dev", "a.b.ours.dev", "*.a.ours.dev"] {
      #expect(refusal(of: name, by: policy) == nil, "\(name)")
    }
    for name in ["chancery.dev", "*.chancery.dev", "*.www.chancery.dev", "theirs.dev"] {
      #expect(refusal(of: name, by: policy) == .notAllowed, "\(name)")
    }
    // Being listed makes nobody the owner of what belongs to all.
    #expect(refusal(of: "co.uk", by: policy) == .publicSuffix)
    #expect(refusal(of: "*.ours.dev", by: policy) == .blocked(secret))
  }

  @Test("Every refusal reads well to a person")
  func wording() throws {
    let policy = try policy { $0.blocked = NameList([try NamePattern(".evil.dev")]) }
    let texts = [
      "bücher.de", "☃.net", "xn--a.de", "a.test", "a.corp", "co.uk", "*.co.uk", "evil.dev",
    ]
    .compactMap { name in refusal(of: name, by: policy).map { "The name \"\(name)\" \($0)." } }
    #expect(
      texts == [
        "The name \"bücher.de\" isn't in ASCII; write it as \"xn--bcher-kva.de\".",
        "The name \"☃.net\" isn't in ASCII, and holds characters that cannot stand in a DNS name.",
        "The name \"xn--a.de\" has the label \"xn--a\", which is no valid form of an international"
          + " name (string contains a disallowed character); encode the name again by IDNA2008.",
        "The name \"a.test\" lies in \"test\", which RFC 6761 sets aside; give a name that can be"
          + " registered.",
        "The name \"a.corp\" ends in \"corp\", which is no top-level domain of the Internet.",
        "The name \"co.uk\" is a public suffix, in which others register their names; give one of"
          + " those.",
        "The name \"*.co.uk\" would stand for the names that others register in \"co.uk\"; give a"
          + " name in it.",
        "The name \"evil.dev\" is met by \".evil.dev\" on this CA's list of names that it doesn't"
          + " certify.",
      ])
  }
}
