import CertificateFormats
import Foundation
import IssuancePolicy
import SwiftASN1
import Testing
import X509

/// Each file in `Golden` is a certificate with the lints that must find something in it, above it.
@Suite("Lints find what is wrong, and nothing else")
struct LintVectorTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static func good(_ base: LintVector.Base) throws -> [UInt8] {
    let text = try String(
      contentsOf: folder.appending(path: "\(base.rawValue).pem"), encoding: .utf8)
    return try #require(try PEM.certificates(in: text).first)
  }

  static func issuer(of base: LintVector.Base) throws -> IssuerDescription? {
    try base.issuer.map { try IssuerDescription(derBytes: good($0)) }
  }

  private func findings(in certificate: [UInt8], of base: LintVector.Base) throws -> [LintFinding] {
    let issuer = try Self.issuer(of: base)
    return CertificateInspection(of: certificate, as: base.role, under: issuer).findings
  }

  @Test("good certificates have no findings", arguments: LintVector.Base.allCases)
  func good(base: LintVector.Base) throws {
    #expect(try findings(in: Self.good(base), of: base) == [])
  }

  @Test("one fault each", arguments: LintVector.all)
  func fault(vector: LintVector) throws {
    var draft = try DraftCertificate(certificate: Self.good(vector.base))
    vector.spoil(&draft)
    let found = try findings(in: draft.certificate, of: vector.base)
    #expect(Set(found.map(\.id)) == vector.expected, "\(found)")
    #expect(found.allSatisfy { !$0.found.isEmpty && !$0.rule.isEmpty && !$0.clause.isEmpty })

    let file = Self.folder.appending(path: "\(vector.name).pem")
    let text =
      vector.expected.sorted().joined(separator: "\n") + "\n"
      + PEM.text(certificates: [draft.certificate])
    // To take over a wanted change: CHANCERY_ACCEPT_GOLDEN=1 swift test --filter LintVector.
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
  }

  @Test("every lint has a vector, and every vector its file")
  func vectorsAreComplete() throws {
    // Those that compare with the time of signing have tests of their own.
    let timed: Set = ["not_before_far_from_signing", "not_before_not_at_signing"]
    let tried = LintVector.all.reduce(into: timed) { $0.formUnion($1.expected) }
    #expect(Set(Lint.catalogue.map(\.id)).subtracting(tried) == [])
    #expect(Set(LintVector.all.map(\.name)).count == LintVector.all.count)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let expected = LintVector.all.map(\.name) + LintVector.Base.allCases.map(\.rawValue)
    #expect(Set(files) == Set(expected.map { "\($0).pem" }))
  }

  @Test("bytes that were cut short are never taken for a certificate")
  func truncated() throws {
    let tbs = try DraftCertificate(certificate: Self.good(.leaf)).derBytes
    let linter = Linter(for: .leaf, under: nil)
    for count in 0..<tbs.count {
      let error = #expect(throws: LintError.self) {
        _ = try linter.linted(Array(tbs.prefix(count)), at: Date(timeIntervalSince1970: 0))
      }
      #expect(error?.errors.map(\.id) == ["certificate_unreadable"])
    }
  }

  @Test("whatever an octet becomes: what the linter accepts, another parser can read")
  func mutated() throws {
    let good = try DraftCertificate(certificate: Self.good(.rsaLeaf)).derBytes
    let linter = Linter(for: .leaf, under: try Self.issuer(of: .rsaLeaf))
    for place in good.indices {
      for change in [0x01, 0x80, 0xff, 0x20] as [UInt8] {
        var tbs = good
        tbs[place] ^= change
        guard accepts(tbs, by: linter) else { continue }
        let certificate = SignedCertificate(
          tbs: tbs, algorithm: .ecdsaWithSHA256,
          signature: [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
        #expect(throws: Never.self, "octet \(place) ^ \(change)") {
          try Certificate(derEncoded: certificate.derBytes)
        }
      }
    }
  }

  private func accepts(_ tbs: [UInt8], by linter: Linter) -> Bool {
    do throws(LintError) {
      _ = try linter.linted(tbs, at: Self.madeAt)
      return true
    } catch {
      return false
    }
  }

  /// When the good certificates were made: 2026-11-25T19:40:00Z.
  static let madeAt = Date(timeIntervalSince1970: 1_795_635_600)
}

extension LintVector: CustomTestStringConvertible {
  var testDescription: String { name }
}
