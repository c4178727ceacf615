import ACMEProtocol
import ArgumentParser
import AuthorityModel
import Crypto
import Foundation
import NIOHTTP1
import NIOSSL
import SwiftASN1
import Testing
import X509

@testable import chancery

/// Real servers that are no use, and what is said of them.
@Suite("A server that can't be measured")
struct UnusableServerTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test("One that is away is told as such, by the option that names it")
  func away() async throws {
    let port = try LoopbackPort.free()
    let url = "http://127.0.0.1:\(port)/directory"
    #expect(
      await complaint(url) == "\(url): connection refused, so nothing listens there. "
        + "Start the server, or name another by --directory.")
  }

  @Test("The second server is told by its own options")
  func rival() async throws {
    let first = ScriptedServer([])
    let url = try await first.start()
    let directory = try ACMEJSON.encode(
      DirectoryResource(
        newNonce: "\(url)/nonce", newAccount: "\(url)/account", newOrder: "\(url)/order"))
    first.append([
      .answer(.ok, body: String(decoding: directory, as: UTF8.self)),
      .answer(.ok, headers: ["Replay-Nonce": "n1"]),
      .answer(.created, headers: ["Location": "\(url)/account/1"]),
    ])
    let port = try LoopbackPort.free()
    let other = "http://127.0.0.1:\(port)/directory"
    #expect(
      await complaint("\(url)/dir", ["--against", other])
        == "\(other): connection refused, so nothing listens there. "
        + "Start the server, or name another by --against.")
    try await first.stop()
  }

  @Test(
    "One that is no ACME server is told as such",
    arguments: [
      (
        ScriptedServer.Scene.answer(.notFound, body: "<html>"),
        "it answered with status 404, which no ACME directory does. Give the URL of the directory "
          + "itself by --directory, as https://HOST/directory."
      ),
      (
        .answer(.ok, body: "<html>"),
        "what it answered is no ACME directory (RFC 8555 §7.1.1). Give the URL of the directory "
          + "itself by --directory, as https://HOST/directory."
      ),
      (.answer(.ok, body: "{}"), "what it answered is no ACME directory (RFC 8555 §7.1.1). "),
      (
        .drop,
        "it closed the connection without an answer. If it speaks TLS, begin the URL with "
          + "https://; else see the server's log."
      ),
    ])
  func noDirectory(scene: ScriptedServer.Scene, words: String) async throws {
    let server = ScriptedServer([scene])
    let url = try await server.start() + "/dir"
    let complaint = await complaint(url)
    #expect(complaint.hasPrefix("\(url): \(words)"), "\(complaint)")
    try await server.stop()
  }

  @Test(
    "TLS that is not trusted, for another name, or not there, is told with the option that mends it"
  )
  func tls() async throws {
    let server = ScriptedServer([])
    let url = try await server.start(tls: try context())
    #expect(
      await complaint(url)
        == "\(url): its TLS certificate leads to no root that is trusted here, or is out of date. "
        + "Name the PEM file with its root by --ca-file, or trust any server by --insecure on your "
        + "own machine.")
    #expect(
      await complaint(url, ["--ca-file", folder.path("root.pem")])
        == "\(url): its TLS certificate is for other names than that of the URL. Name it in "
        + "--directory as its certificate does, or trust any server by --insecure on your own "
        + "machine.")
    try await server.stop()

    let plain = ScriptedServer([])
    let secure = try await plain.start().replacing("http:", with: "https:")
    #expect(
      await complaint(secure) == "\(secure): it does not speak TLS. "
        + "Begin the URL with http://, or name the port that speaks TLS.")
    try await plain.stop()
  }

  /// What a load says of a server that it can't begin with.
  private func complaint(_ url: String, _ options: [String] = []) async -> String {
    do {
      let port = try LoopbackPort.free()
      let load = try Load.parse(
        ["--directory", url, "--http-port", "\(port)", "--patience", "5s"] + options)
      _ = try await LoadRun(scenario: load.scenario, clock: .system, stop: StopSign()).result()
      return "nothing"
    } catch {
      return String(describing: error)
    }
  }

  /// A certificate for `a.test`, which is its own root, in `root.pem`.
  private func context() throws -> NIOSSLContext {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let name = try DistinguishedName { CommonName("a.test") }
    let certificate = try Certificate(
      version: .v3, serialNumber: .init(bytes: [1]), publicKey: key.publicKey,
      notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
      notValidAfter: Date(timeIntervalSince1970: 1_900_000_000), issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        SubjectAlternativeNames([.dnsName("a.test")])
      }, issuerPrivateKey: key)
    let pem = try SampleAuthority.pem(certificate)
    try folder.write(pem, to: "root.pem")
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
        privateKey: .privateKey(
          NIOSSLPrivateKey(bytes: Array(key.serializeAsPEM().pemString.utf8), format: .pem))))
  }
}
