import AuthorityModel
import Storage
import StorageContract
import Testing

struct EvidenceTextTests {
  private static let observations = [
    "GET http://a.test/.well-known/acme-challenge/dG9r", "192.0.2.1 port 80: 200, 87 bytes",
  ]

  @Test(arguments: [
    ValidationRecord(method: .http01, validatedAt: Samples.now, observations: []),
    ValidationRecord(method: .dns01, validatedAt: Samples.now, observations: observations),
    ValidationRecord(
      method: .http01, validatedAt: Samples.now, observations: observations,
      caa: CAARecord(checkedAt: Samples.now, domain: nil, records: [])),
    ValidationRecord(
      method: .http01, validatedAt: Samples.now, observations: observations,
      caa: CAARecord(checkedAt: Samples.now, domain: "a.test", records: ["0 issue ca.test"])),
    ValidationRecord(
      method: .http01, validatedAt: Samples.now, observations: observations,
      caa: CAARecord(
        checkedAt: Samples.now, domain: "a.test", records: ["0 issue \"ca.test\"", "\\"])),
    ValidationRecord(
      method: .http01, validatedAt: Samples.now, observations: ["\u{7f}", "é", "\t\u{0}"]),
  ])
  func `it is what the encoder writes, and reads back`(record: ValidationRecord) throws {
    let text = try EvidenceText.text(of: record)
    #expect(try text == JSONColumn.text(of: record))
    #expect(try JSONColumn.value(of: text, in: "evidence") == record)
  }
}
