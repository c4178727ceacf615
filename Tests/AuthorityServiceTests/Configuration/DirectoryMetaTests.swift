import ACMEServer
import Conformance
import Testing

@testable import AuthorityService

@Suite("What the directory says of the CA (RFC 8555 §7.1.1)")
struct DirectoryMetaTests {
  @Test(
    "The terms, the website, and the names that CAA records are searched for",
    .holds("8555/7.1.1/caa-identities"))
  func configured() throws {
    let text =
      ConfigurationSamples.minimal + """
        acme: { terms_of_service: https://ca.example/terms/1, website: https://ca.example }
        validation: { caa_identities: [CA.example, other.example] }

        """
    let configuration = try ConfigurationSamples.read(text)
    let meta = configuration.directoryMeta
    #expect(meta.termsOfService == "https://ca.example/terms/1")
    #expect(meta.website == "https://ca.example")
    #expect(meta.caaIdentities == ["ca.example", "other.example"])
    #expect(meta.caaIdentities == configuration.validation.caaIdentities.map(\.value))
  }

  @Test("Nothing where nothing is configured")
  func absent() throws {
    let meta = try ConfigurationSamples.read(ConfigurationSamples.minimal).directoryMeta
    #expect(meta.termsOfService == nil)
    #expect(meta.website == nil)
    #expect(meta.caaIdentities.isEmpty)
  }
}
