import AuthorityModel
import Conformance
import Registration
import Testing

@Suite("Contacts (RFC 8555 §7.3)")
struct ContactTests {
  private func application(contacts: [String]) -> AccountRegistry.Application {
    .init(
      key: Array("{\"kty\":\"EC\"}".utf8), keyThumbprint: [UInt8](repeating: 2, count: 32),
      contacts: contacts, agreesToTerms: true, onlyReturnExisting: false)
  }

  @Test(
    "A contact that is one mail address is taken as it was written", .holds("8555/7.3/mailto"),
    arguments: [
      "mailto:a@example.org", "MAILTO:a@example.org", "mailto:a+b@mail.example.org",
      "mailto:\(String(repeating: "a", count: 64))@example.org", "mailto:a.b@EXAMPLE.org",
      "mailto:%22not%40me%22@example.org", "mailto:a%2Bb@example.org", "mailto:o'neill@example.org",
      "mailto:\"a\\\"b\"@example.org", "mailto:postmaster@xn--bcher-kva.example",
      // What test suites of clients register with.
      "mailto:ops@example.test", "mailto:foo@bar.com", "mailto:lego@letsencrypt.invalid",
    ])
  func taken(text: String) async throws {
    let registry = try await TestRegistry()
    let (account, _) = try await registry.accounts().register(application(contacts: [text]))
    #expect(account.contacts == [text])
  }

  @Test(
    "A contact of another scheme is unsupported", .holds("8555/7.3/unsupported-contact"),
    arguments: ["", "a@example.org", "tel:+4912345", "https://example.org", "mailto", "mail:a@b.c"])
  func unsupported(text: String) async throws {
    #expect(try await refusal(of: text) == .unsupportedScheme)
  }

  @Test(
    "A mail address that is none is invalid, and the reason says why",
    .holds(
      "8555/7.3/contacts-checked", "8555/7.3/mailto-single", "8555/7.3/invalid-contact"),
    arguments: [
      ("mailto:", "name@example.org"), ("mailto:a", "name@example.org"),
      ("mailto:@example.org", "name@example.org"), ("mailto:a@", "name@example.org"),
      ("mailto:a@b@example.org", "is no name"),
      ("mailto:a@example.org,b@example.org", "one address"),
      ("mailto:a@example.org?subject=x", "no header fields"),
      ("mailto:?to=a@b.example", "no header"),
      ("mailto:a b@example.org", "is no name"), ("mailto:a..b@example.org", "is no name"),
      ("mailto:.a@example.org", "is no name"), ("mailto:\"a@example.org", "quotes"),
      ("mailto:\"a\"b\"@example.org", "quotes"), ("mailto:\"a\\\"@example.org", "quotes"),
      ("mailto:a@example.org\r\nBcc: b@example.org", "printable"),
      ("mailto:a%0a@b.example", "printable"),
      ("mailto:ä@example.org", "printable"), ("mailto:%C3%A4@example.org", "printable"),
      ("mailto:a%@example.org", "hexadecimal"), ("mailto:a%4@example.org", "hexadecimal"),
      ("mailto:a%+1@example.org", "hexadecimal"), ("mailto:a@localhost", "single label"),
      ("mailto:a@[192.0.2.1]", "domain"), ("mailto:a@192.0.2.1", "IP address"),
      ("mailto:a@example..org", "empty label"), ("mailto:a@*.example.org", "asterisk"),
      ("mailto:a@-a.example", "hyphen"), ("mailto:a@example.org.", "dot"),
      ("mailto:\(String(repeating: "a", count: 65))@example.org", "at most 64"),
      ("mailto:a@\(String(repeating: "a.", count: 126))example", "at most 254"),
    ])
  func invalid(text: String, mention: String) async throws {
    guard case .invalid(let reason) = try await refusal(of: text) else {
      Issue.record("\(text) was taken, or is unsupported")
      return
    }
    #expect(reason.contains(mention), "\(reason)")
  }

  @Test("Several faulty contacts are reported together, and nothing is stored")
  func together() async throws {
    let registry = try await TestRegistry()
    let contacts = ["tel:1", "mailto:a@example.org", "mailto:b"]
    let error = await #expect(throws: RegistrationError.self) {
      try await registry.accounts().register(application(contacts: contacts))
    }
    guard case .contactsRefused(let refused) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refused.map(\.contact) == ["tel:1", "mailto:b"])
    #expect(try await registry.accounts().register(application(contacts: [])).isNew)
  }

  private func refusal(of text: String) async throws -> RefusedContact.Reason? {
    let registry = try await TestRegistry()
    let error = await #expect(throws: RegistrationError.self) {
      try await registry.accounts().register(application(contacts: [text]))
    }
    guard case .contactsRefused(let refused) = error else { return nil }
    #expect(refused.map(\.contact) == [text])
    return refused.first?.reason
  }
}
