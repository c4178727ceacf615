import Cryptoki
import Testing

@testable import AuthorityService

@Suite struct ConfigurationTemplateTests {
  @Test func aTokensTemplateIsReadBackAsItWasMeant() throws {
    var template = ConfigurationTemplate(
      key: .token(
        .init(
          module: "/opt/we\"ird\\.so", label: "label: with #, \"quotes\" and\ttabs",
          environment: ["SOFTHSM2_CONF": "./softhsm2.conf", "OTHER": "1"], sessions: 3),
        keyLabel: "r1: intermediate"))
    template.externalURL = "https://acme.example"
    template.acmePort = 1
    template.publicPort = 2
    template.operationsPort = 3
    template.issuerName = "first"
    template.httpPort = 5002
    template.isDemonstration = true
    let read = try ConfigurationSamples.read(template.text)
    #expect(read.listeners.acme.port == 1)
    #expect(read.listeners.publicFiles.port == 2)
    #expect(read.listeners.operations.port == 3)
    #expect(read.externalURL.value == "https://acme.example")
    let token = try #require(read.tokens.first)
    #expect(token.module.value == "/opt/we\"ird\\.so")
    #expect(token.selection.value == .label("label: with #, \"quotes\" and\ttabs"))
    #expect(token.pin.origin == .file("/ca/secrets/pin"))
    #expect(token.sessions == 3)
    #expect(token.environment == ["SOFTHSM2_CONF": "/ca/softhsm2.conf", "OTHER": "1"])
    let issuer = try #require(read.issuers.first)
    #expect(issuer.name.value == "first")
    #expect(issuer.certificateFile.value == "/ca/issuers/r1.pem")
    #expect(issuer.chainFiles.map(\.value) == ["/ca/issuers/root.pem"])
    guard case .tokens(let names, let key) = issuer.key else {
      Issue.record("the key is in a token")
      return
    }
    #expect(names.map(\.value) == [token.name.value])
    #expect(key.value == .label("r1: intermediate"))
    #expect(read.validation.httpPort == 5002)
    #expect(
      read.validation.staticHosts.map(\.value)
        == [StaticHost(name: "*.test", address: "127.0.0.1")])
    #expect(read.validation.allowedRanges.map(\.value) == ["127.0.0.0/8", "::1/128"])
    #expect(read.names.specialUse == ["test"])
  }

  @Test func aSoftwareKeysTemplateHasNoTokenAndNoDemonstration() throws {
    let read = try ConfigurationSamples.read(
      ConfigurationTemplate(key: .file("issuers/r1.key")).text)
    #expect(read.tokens.isEmpty)
    #expect(read.validation.allowedRanges.isEmpty)
    #expect(read.validation.staticHosts.isEmpty)
    #expect(read.names.specialUse.isEmpty)
    guard case .file(let file) = read.issuers.first?.key else {
      Issue.record("the key is in a file")
      return
    }
    #expect(file.value == "/ca/issuers/r1.key")
  }

  /// Each text is one that YAML would read as something else if it stood there bare.
  @Test(arguments: [
    "null", "~", "1", "a: b", "a #b", "#a", "[a]", "{a}", "*a", "&a", "!a", "a:", "-", "---", "...",
    "'", "\"", "\\", "a\nb", "é", " a ", "%a", "@a", "`a`", "|", ">", "./a,b",
  ])
  func everyLabelSurvives(label: String) throws {
    let read = try ConfigurationSamples.read(
      ConfigurationTemplate(
        key: .token(.init(module: "/m.so", label: label), keyLabel: label)
      ).text)
    #expect(read.tokens.first?.selection.value == .label(label))
    guard case .tokens(_, let key) = read.issuers.first?.key else {
      Issue.record("the key is in a token")
      return
    }
    #expect(key.value == .label(label))
  }
}
