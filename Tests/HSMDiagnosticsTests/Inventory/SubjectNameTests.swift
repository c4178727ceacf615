import CertificateFormats
import Testing
import X509

@testable import HSMDiagnostics

@Suite("Subjects as people write them")
struct SubjectNameTests {
  @Test("The most general part comes first in the DER (RFC 4514 §2.1)")
  func order() throws {
    let name = try SubjectName("CN=Example Root, O=Example\\, Org,c=US").name
    let expected = try EncodedName(
      DistinguishedName {
        CountryName("US")
        OrganizationName("Example, Org")
        CommonName("Example Root")
      })
    #expect(try name.distinguishedName == expected.distinguishedName)
  }

  @Test(
    "Each fault is named",
    arguments: [
      ("", "has no value"), ("Example", "\"Example\" of the subject has no value"),
      ("CN=", "CN of the subject is wrong: it is empty"),
      ("XX=1", "\"XX\" of the subject is not known; there are C, CN, L, O, OU, SERIALNUMBER, ST"),
      ("C=USA", "two letters"), ("C=é1", "PrintableString"), ("CN=a+O=b", "joined by +"),
      ("CN=a\\", "ends with a backslash"),
      ("CN=\(String(repeating: "x", count: 65))", "longer than 64 characters"),
    ])
  func faults(text: String, mention: String) {
    let fault = #expect(throws: SubjectNameFault.self) { try SubjectName(text) }
    #expect(fault?.description.contains(mention) == true, "\(String(describing: fault))")
  }
}
