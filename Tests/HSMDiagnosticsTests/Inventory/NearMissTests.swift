import Testing

@testable import HSMDiagnostics

@Suite("Names that were probably meant")
struct NearMissTests {
  @Test(
    arguments: [
      ("R1", ["root", "r1"], "r1"), ("chancrey", ["chancery", "other"], "chancery"),
      ("issuing ca", ["issuing-ca", "IssuingCA"], "IssuingCA"),
      ("issuing", ["issuing-ca-2026", "root"], "issuing-ca-2026"),
    ])
  func near(name: String, known: [String], expected: String) {
    #expect(NearMiss.of(name, among: known) == expected)
  }

  @Test(
    arguments: [
      ("x9", ["root", "r1"]), ("", ["root"]), ("root", []),
      ("issuing", ["issuing-ca-2026", "issuing-ca-2027"]),
    ])
  func far(name: String, known: [String]) {
    #expect(NearMiss.of(name, among: known) == nil)
  }
}
