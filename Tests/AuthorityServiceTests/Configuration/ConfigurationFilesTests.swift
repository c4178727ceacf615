import Foundation
import SwiftASN1
import Testing
import X509

@testable import AuthorityService

/// A sound folder, then one fault at a time.
@Suite struct ConfigurationFilesTests {
  private let folder: TemporaryFolder
  private let root: CertificateSamples
  private let intermediate: CertificateSamples
  private let text = """
    database: sqlite:chancery.sqlite
    listeners:
      acme: { tls: { certificate_file: server.pem, key_file: server.key } }
    hsm:
      tokens:
        - { name: a, module: ./module.so, slot: 0, pin_file: pin }
    issuers:
      - name: r1
        certificate_file: r1.pem
        chain_files: [root.pem]
        key: { file: r1.key }

    """

  init() throws {
    folder = try TemporaryFolder()
    root = try CertificateSamples("root")
    try root.write("root", in: folder)
    intermediate = try CertificateSamples("r1", by: root)
    try intermediate.write("r1", in: folder)
    try CertificateSamples("127.0.0.1", isAuthority: false).write("server", in: folder)
    try folder.write("1234\n", to: "pin")
    try folder.write("", to: "module.so")
  }

  /// What the checks say, with the folder's name left out.
  private func findings(
    in text: String? = nil, environment: [String: String] = [:], adding lines: String = ""
  ) throws -> [String] {
    let file = try folder.write((text ?? self.text) + lines, to: "chancery.yaml")
    let configuration = try ConfigurationReader.read(file: file)
    do {
      try configuration.checkFiles(at: CertificateSamples.now, environment: environment)
      return []
    } catch {
      return error.problems.map { $0.description.replacing(folder.path(""), with: "") }
    }
  }

  @Test func aSoundFolderHasNoProblems() throws {
    #expect(try findings() == [])
  }

  @Test func theFilesOfAnIssuerAreHandedOut() throws {
    let file = try folder.write(text, to: "chancery.yaml")
    let issuer = try #require(try ConfigurationReader.read(file: file).issuers.first)
    let files = try issuer.readFiles(at: CertificateSamples.now)
    #expect(files.chain == [root.certificate])
    #expect(files.softwareKey?.publicKey == files.certificate.publicKey)
  }

  @Test func anotherKeyIsNamedWithBothFiles() throws {
    try folder.write(root.key.serializeAsPEM().pemString, to: "r1.key")
    try folder.write(root.key.serializeAsPEM().pemString, to: "server.key")
    #expect(
      try findings() == [
        "chancery.yaml:3: listeners.acme.tls.key_file: The key in server.key does not belong to "
          + "the certificate in server.pem. Name the key that the certificate was made for.",
        "chancery.yaml:11: issuers[0].key.file: The key in r1.key does not belong to the "
          + "certificate in r1.pem. Name the key that the certificate was made for.",
      ])
  }

  @Test func aKeyThatOthersMayReadIsRefused() throws {
    let key = try String(contentsOfFile: folder.path("r1.key"), encoding: .utf8)
    try folder.write(key, to: "r1.key", mode: 0o644)
    #expect(
      try findings() == [
        "chancery.yaml:11: issuers[0].key.file: The file can't be read: r1.key has mode 0644, so "
          + "others can get at the secret in it. Run `chmod 600 r1.key`."
      ])
  }

  @Test func aServersCertificateCannotIssue() throws {
    let leaf = try CertificateSamples("leaf", isAuthority: false, by: root)
    try leaf.write("r1", in: folder)
    #expect(
      try findings() == [
        "chancery.yaml:9: issuers[0].certificate_file: r1.pem is no CA's certificate (its basic "
          + "constraints don't say so). Name the certificate of the issuing CA."
      ])
  }

  @Test func anExpiredCertificateIsNamedWithItsDay() throws {
    try CertificateSamples("r1", by: root, validFor: -0.5).write("r1", in: folder)
    #expect(
      try findings() == [
        "chancery.yaml:9: issuers[0].certificate_file: The certificate in r1.pem expired on "
          + "2027-01-14. Renew it, and put the new one there."
      ])
  }

  @Test func aChainOfAnotherNameIsRefused() throws {
    try CertificateSamples("stranger").write("root", in: folder)
    #expect(
      try findings() == [
        "chancery.yaml:10: issuers[0].chain_files[0]: root.pem (CN=stranger) did not issue the "
          + "certificate before it, whose issuer is CN=root. List the chain upwards: first the "
          + "certificate that certifies the issuer."
      ])
  }

  @Test func aChainOfTheSameNameButAnotherKeyIsRefused() throws {
    try CertificateSamples("root").write("root", in: folder)
    #expect(
      try findings() == [
        "chancery.yaml:10: issuers[0].chain_files[0]: root.pem has the name of the issuer of the "
          + "certificate before it, but its key did not sign that. List the chain upwards: first "
          + "the certificate that certifies the issuer."
      ])
  }

  @Test func alternateChainsAreHandedOutFromTheIssuerUp() throws {
    let (other, cross) = try alternateRoot()
    let text = self.text.replacing(
      "    key: { file: r1.key }",
      with: """
            alternate_chains:
              - { certificate_file: cross.pem, chain_files: [other.pem] }
              - { chain_files: [root.pem] }
            key: { file: r1.key }
        """)
    let file = try folder.write(text, to: "chancery.yaml")
    let issuer = try #require(try ConfigurationReader.read(file: file).issuers.first)
    let files = try issuer.readFiles(at: CertificateSamples.now)
    #expect(
      files.alternateChains == [
        [cross, other.certificate], [files.certificate, root.certificate],
      ])
  }

  @Test func anAlternateChainOfAnotherKeyOrRootIsRefused() throws {
    _ = try alternateRoot()
    let text = self.text.replacing(
      "    key: { file: r1.key }",
      with: """
            alternate_chains:
              - { certificate_file: other.pem }
              - { certificate_file: cross.pem, chain_files: [root.pem] }
            key: { file: r1.key }
        """)
    #expect(
      try findings(in: text) == [
        "chancery.yaml:12: issuers[0].alternate_chains[0].certificate_file: other.pem has another "
          + "name, key or key identifier than r1.pem. Name a certificate that another CA made for "
          + "this issuer's key, or leave it out.",
        "chancery.yaml:13: issuers[0].alternate_chains[1].chain_files[0]: root.pem (CN=root) did "
          + "not issue the certificate before it, whose issuer is CN=other. List the chain upwards: "
          + "first the certificate that certifies the issuer.",
      ])
  }

  /// Another root, and a certificate that it made for the issuer's key.
  private func alternateRoot() throws -> (root: CertificateSamples, cross: Certificate) {
    let other = try CertificateSamples("other")
    try other.write("other", in: folder)
    let cross = try CertificateSamples("r1", by: other, for: intermediate.key)
    try folder.write(
      cross.certificate.serializeAsPEM().pemString, to: "cross.pem", mode: 0o644)
    return (other, cross.certificate)
  }

  @Test(arguments: [
    "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  ])
  func whatIsNoCertificateIsRefused(content: String) throws {
    try folder.write(content, to: "r1.pem")
    #expect(
      try findings() == [
        "chancery.yaml:9: issuers[0].certificate_file: r1.pem holds no certificate that can be "
          + "read. Put a PEM certificate there, from `-----BEGIN CERTIFICATE-----` on."
      ])
  }

  @Test func whatIsNoKeyIsRefusedWithoutBeingRepeated() throws {
    try folder.write("hunter2", to: "r1.key")
    #expect(
      try findings() == [
        "chancery.yaml:11: issuers[0].key.file: r1.key holds no private key that can be read. "
          + "Put an unencrypted P-256, P-384 or RSA key there, in PEM form."
      ])
  }

  /// Each order would be accepted, and then fail before its certificate is signed.
  @Test func aValidityThatNoCertificateMayHaveIsRefused() throws {
    #expect(
      try findings(adding: "profiles: [{ name: default, validity: 201d }]\n") == [
        "chancery.yaml:12: profiles[0].name: Its certificates would be valid for 201d, and no "
          + "certificate may be for more than 200 days now (Baseline Requirements §6.3.2). Write a "
          + "shorter validity, as `validity: 199d`."
      ])
    #expect(try findings(adding: "profiles: [{ name: default, validity: 200d }]\n") == [])
  }

  @Test func everythingThatIsMissingIsNamedAtOnce() throws {
    for name in ["server.pem", "server.key", "r1.pem", "root.pem", "r1.key", "pin", "module.so"] {
      try FileManager.default.removeItem(atPath: folder.path(name))
    }
    let keys = try findings().map { $0.split(separator: " ")[1] }
    #expect(
      keys == [
        "listeners.acme.tls.certificate_file:", "listeners.acme.tls.key_file:",
        "hsm.tokens[0].pin_file:", "hsm.tokens[0].module:", "issuers[0].certificate_file:",
        "issuers[0].chain_files[0]:", "issuers[0].key.file:",
      ])
  }
}
