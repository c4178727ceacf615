import Foundation
import Testing

@Suite("chancery certificate lint, as a process")
struct LintCertificatesTests {
  /// Certificates with one fault each, which the lints' own tests keep.
  private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "IssuancePolicyTests/Lints/Golden")

  private func path(_ name: String) -> String {
    Self.vectors.appending(path: "\(name).pem").path()
  }

  @Test("a chain without a fault: a line each, exit 0")
  func good() async throws {
    let names = ["good-leaf", "good-intermediate", "good-root"]
    let run = try ChanceryRun(["certificate", "lint"] + names.map(path))
    #expect(try await run.exit() == 0)
    let lines = run.standardOutput.split(separator: "\n")
    #expect(lines.count == 3)
    for (line, role) in zip(lines, ["leaf", "intermediate", "root"]) {
      #expect(line.contains(".pem: \(role) ") && line.hasSuffix(": nothing found"))
    }
  }

  @Test("an error is told with its clause and what was found, exit 1")
  func error() async throws {
    let run = try ChanceryRun(["certificate", "lint", path("leaf-serial-21-octets")])
    #expect(try await run.exit() == 1)
    #expect(
      run.standardOutput.hasSuffix(
        """
        : 1 found
          error: serial_number_too_long, RFC 5280 §4.1.2.2
            A serial number has at most 20 octets, its sign included.
            Found: it has 21 octets.

        """))
  }

  @Test("a warning alone exits 0")
  func warning() async throws {
    let run = try ChanceryRun(["certificate", "lint", path("leaf-must-staple")])
    #expect(try await run.exit() == 0)
    #expect(run.standardOutput.contains("  warning: other_extension_present, BR §7.1.2.7.6"))
  }

  @Test("the issuer is compared when it is given")
  func issuer() async throws {
    let leaf = path("leaf-issuer-of-another-key")
    let alone = try ChanceryRun(["certificate", "lint", leaf])
    #expect(try await alone.exit() == 0)
    let both = try ChanceryRun(["certificate", "lint", leaf, path("good-intermediate")])
    #expect(try await both.exit() == 1)
    #expect(both.standardOutput.contains("authority_key_identifier_not_issuers"))
  }

  @Test("programs get JSON")
  func json() async throws {
    struct Document: Decodable {
      struct Finding: Decodable {
        let id, severity, clause, rule, found: String
      }
      let file, fingerprint, role: String
      let findings: [Finding]
    }
    let file = path("intermediate-without-crl_distribution_points")
    let run = try ChanceryRun(["certificate", "lint", "--format", "json", file])
    #expect(try await run.exit() == 1)
    let documents = try JSONDecoder().decode([Document].self, from: Data(run.standardOutput.utf8))
    let document = try #require(documents.first)
    #expect(document.file == file && document.role == "intermediate")
    #expect(document.fingerprint.count == 64)
    #expect(document.findings.map(\.id) == ["crl_distribution_points_absent"])
    #expect(document.findings.map(\.severity) == ["error"])
    #expect(document.findings.map(\.clause) == ["BR §7.1.2.6.1"])
  }

  @Test("what is no certificate is said to be none")
  func noCertificate() async throws {
    let here = try ChanceryRun(["certificate", "lint", #filePath])
    #expect(try await here.exit() == 1)
    #expect(here.standardError.contains("holds no certificate that can be read"))
    let nowhere = try ChanceryRun(["certificate", "lint", "/nowhere.pem"])
    #expect(try await nowhere.exit() == 1)
    #expect(nowhere.standardError.contains("/nowhere.pem can't be read"))
    #expect(nowhere.standardOutput.isEmpty)
  }
}
