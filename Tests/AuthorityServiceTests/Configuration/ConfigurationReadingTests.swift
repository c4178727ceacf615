import AuthorityModel
import Conformance
import Cryptoki
import Foundation
import IssuancePolicy
import Testing

@testable import AuthorityService

@Suite struct ConfigurationReadingTests {
  @Test func theCompleteExampleIsReadKeyByKey() throws {
    let configuration = try ConfigurationSamples.read(ConfigurationSamples.complete)
    #expect(configuration.listeners.acme.port == 14000)
    #expect(configuration.listeners.tls.certificate.value == "/ca/tls/server.pem")
    #expect(configuration.database.path == "/ca/chancery.sqlite")
    let token = try #require(configuration.tokens.first)
    #expect(token.name.value == "primary")
    #expect(token.selection.value == .label("chancery"))
    #expect(token.pin.origin == .file("/ca/secrets/pin"))
    #expect(token.environment == ["SOFTHSM2_CONF": "/ca/softhsm2.conf", "PLAIN": "text"])
    let issuer = try #require(configuration.issuers.first)
    #expect(issuer.chainFiles.map(\.value) == ["/ca/issuers/root.pem"])
    guard case .tokens(let names, let key) = issuer.key else {
      Issue.record("the key is in a token")
      return
    }
    #expect(names.map(\.value) == ["primary"])
    #expect(key.value == .label("r1"))
    #expect(key.place.keyPath == "issuers[0].key.label")
    #expect(key.place.line == 22)
    #expect(configuration.validation.resolvers.map(\.value) == ["127.0.0.1:8053"])
    #expect(
      configuration.validation.staticHosts.map(\.value)
        == [StaticHost(name: "*.test", address: "127.0.0.1")])
    #expect(
      configuration.validation.allowedRanges.last?.place.keyPath == "validation.allowed_ranges[1]")
    #expect(configuration.validation.caaIdentities.map(\.value) == ["ca.example"])
    guard case .file(let anchor) = configuration.validation.trustAnchor else {
      Issue.record("the trust anchor is in a file")
      return
    }
    #expect(anchor.value == "/ca/root.key")
  }

  @Test func theListsOfNamesAndKeysAreReadKeyByKey() throws {
    let configuration = try ConfigurationSamples.read(ConfigurationSamples.complete)
    let names = configuration.names
    #expect(
      names.allowed?.value.patterns.map(\.description) == [".ours.example", "www.example.net"])
    #expect(names.allowed?.place.keyPath == "names.allow")
    #expect(names.blocked.patterns.map(\.description) == ["login.ours.example"])
    #expect(names.blocked.files.map(\.value) == ["/ca/lists/blocked.txt"])
    #expect(names.specialUse == ["test", "example"])
    #expect(names.publicSuffixes == ["co.uk", "*.co.uk"])
    #expect(names.topLevels == ["corp"])
    #expect(names.publicSuffixList?.value == "/ca/lists/public_suffix_list.dat")
    #expect(configuration.keys.weakKeyFiles.map(\.value) == ["/ca/lists/blacklist.RSA-2048"])
    #expect(configuration.keys.blockedKeyFiles.map(\.value) == ["/ca/lists/compromised"])
  }

  @Test(.holds("8555/8.3/port-80")) func whatIsLeftOutHasItsDefault() throws {
    let configuration = try ConfigurationSamples.read(ConfigurationSamples.minimal)
    #expect(configuration.listeners.acme.port == 14000)
    #expect(configuration.listeners.publicFiles.port == 14002)
    #expect(configuration.listeners.operations.port == 14001)
    #expect(configuration.listeners.tls.key.value == "/ca/tls/server.key")
    #expect(configuration.externalURL.value == "https://127.0.0.1:14000")
    #expect(configuration.tokens.isEmpty)
    #expect(configuration.profiles.map(\.validity) == [.seconds(90 * 86_400)])
    #expect(configuration.profiles.map(\.backdate) == [.seconds(3600)])
    #expect(configuration.defaultProfile.value == "default")
    #expect(configuration.validation.resolvers.map(\.value) == ["system"])
    #expect(configuration.validation.httpPort == 80)
    #expect(configuration.validation.tlsPort == 443)
    #expect(
      configuration.acme
        == ACMEConfiguration(termsOfService: nil, website: nil, renewalExplanation: nil))
    #expect(configuration.names.allowed == nil)
    #expect(configuration.names.specialUse == [])
    #expect(configuration.names.publicSuffixList == nil)
    #expect(configuration.keys.weakKeyFiles == [])
    #expect(configuration.validation.trustAnchor == .root)
    #expect(configuration.validation.caaIdentities.isEmpty)
    #expect(configuration.keys.blockedKeyFiles == [])
    #expect(configuration.queue.finalizeWait == .seconds(2))
    #expect(configuration.logging.access == .off)
    #expect(configuration.queue.longestWait == .seconds(600))
    #expect(configuration.queue.lease == .seconds(30))
    #expect(configuration.queue.accountShare == 10)
    #expect(configuration.queue.tries == 5)
    #expect(configuration.queue.classWeights == .standard)
    #expect(configuration.validation.accountShare == 10)
    #expect(configuration.validation.accountBacklog(of: 10_000) == 1000)
  }

  @Test func aTokensDefaultsAreThoseOfTheDesign() throws {
    let text =
      ConfigurationSamples.minimal + """
        hsm:
          tokens:
            - { name: a, module: libsofthsm2.so, slot: 3, pin_env: PIN }

        """
    let token = try #require(try ConfigurationSamples.read(text).tokens.first)
    #expect(token.module.value == "libsofthsm2.so")
    #expect(token.selection.value == .slot(3))
    #expect(token.pin.origin == .environment("PIN"))
    #expect(token.vendor == nil)
    #expect(token.sessions == 8)
    #expect(token.operationTimeout == .seconds(5))
  }

  @Test func thePagesAreRead() throws {
    let text =
      ConfigurationSamples.minimal
      + "acme: { terms_of_service: https://ca.example/terms/1, website: http://ca.example, "
      + "renewal_explanation: https://ca.example/renewals }\n"
    let acme = try ConfigurationSamples.read(text).acme
    #expect(acme.termsOfService?.value == "https://ca.example/terms/1")
    #expect(acme.website?.value == "http://ca.example")
    #expect(acme.renewalExplanation?.value == "https://ca.example/renewals")
  }

  @Test func aSlashAtTheEndOfTheExternalURLIsDropped() throws {
    let text = ConfigurationSamples.minimal + "external_url: https://acme.example:8443/\n"
    #expect(try ConfigurationSamples.read(text).externalURL.value == "https://acme.example:8443")
  }

  @Test func relativePathsAreRelativeToTheFilesFolder() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(ConfigurationSamples.minimal, to: "chancery.yaml")
    let configuration = try ConfigurationReader.read(file: file)
    #expect(configuration.issuers.map(\.certificateFile.value) == [folder.path("issuers/r1.pem")])
  }

  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("2s", .seconds(2)), ("10m", .seconds(600)),
    ("1h", .seconds(3600)), ("90d", .seconds(7_776_000)), ("0s", .zero),
  ])
  func durationsAreReadAndWrittenAlike(text: String, duration: Duration) {
    #expect(DurationText.duration(text) == duration)
    #expect(DurationText.text(of: duration) == text)
  }

  @Test(arguments: [
    "", "5", "s", "-1s", "1.5s", "1 s", "1w", "99999999999999999999s", "9223372036854775807d", "٣s",
  ])
  func whatIsNoDurationIsRefused(text: String) {
    #expect(DurationText.duration(text) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", true), ("::1/128", true), ("10.0.0.0/33", false), ("10.0.0.0", false),
    ("::/129", false), ("10.0.0.0/+8", false), ("10.0.0/8", false), ("10.0.0.0/8/8", false),
  ])
  func rangesAreInCIDRForm(text: String, isRange: Bool) {
    #expect(AddressText.isRange(text) == isRange)
  }
}
