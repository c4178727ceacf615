import ACMEProtocol

/// Names that no certificate can be ordered for, whoever asks (RFC 8555 §7.1.3, §7.4).
extension BadInput {
  static let names: [BadInput] = [
    name("bücher.example", mention: "write it as \"xn--bcher-kva.example\""),
    name("*.Bücher.example", mention: "write it as \"*.xn--bcher-kva.example\""),
    name("☃.net", mention: "characters that cannot stand in a DNS name"),
    name("xn--a.example", mention: "no valid form of an international name"),
    name("xn--bcher-kv.example", mention: "no valid form of an international name"),
    name("xn--ls8h.example", mention: "no valid form of an international name"),
    name("co.uk", mention: "is a public suffix"),
    name("www.corp", mention: "no top-level domain of the Internet"),
    name("www.test", mention: "RFC 6761 sets aside"),
    name("example.org", mention: "RFC 6761 sets aside"),
    name("printer.local", mention: "RFC 6762 sets aside"),
    name("chat.onion", mention: "RFC 7686 sets aside"),
    name("db.internal", mention: "ICANN"), name("1.0.0.127.in-addr.arpa", mention: "RFC 3172"),
    name("blocked.example", mention: "list of names that it doesn't certify"),
    name("www.blocked.example", mention: "\".blocked.example\""),
    name("0x7f.1", mention: "ends in \"1\""), name("::1", mention: "is an IP address"),
    name("::ffff:192.0.2.1", mention: "is an IP address"),
    name("[2001:db8::1]", mention: "is an IP address"),
    name("a.example:443", mention: "holds \":\""),
    name("https://a.example", mention: "holds \":\""),
    name("*.*.example", mention: "asterisk"), name("a.*.example", mention: "asterisk"),
    name("w*.a.example", mention: "asterisk"), name("*", mention: "asterisk"),
    name("*.com", mention: "every name in \"com\""),
    name("a.example\\u202e", mention: "DNS name"), name("ａ.example", mention: "\"a.example\""),
    name(String(repeating: "a.", count: 124) + "example", mention: "octets long"),
    order(
      "two names at fault", Applicant.newOrder(["co.uk", "a.example", "b.test"]),
      .rejectedIdentifier, mention: "2 identifiers were refused"),
    order(
      "two kinds of fault",
      #"{"identifiers":[{"type":"ip","value":"::1"},{"type":"dns","value":"co.uk"}]}"#,
      .rejectedIdentifier, mention: "2 identifiers were refused"),
  ]
}
