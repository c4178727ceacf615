import Conformance
import AuthorityModel
import ACMEProtocol
import Crypto
import Foundation
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

@Suite("From account to certificate")
struct IssuanceTests {
  @Test("Account, order, challenge, finalize, certificate: each as RFC 8555 §7 wants it")
  func wholeWay() async throws {
    let authority = try await TestAuthority()
    let names = ["b.example", "a.example"]
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let chain = try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)

      let placed = try await applicant.placedOrder(for: names)
      #expect(placed.resource.status == .pending)
      #expect(placed.resource.identifiers.map(\.value) == names)
      #expect(placed.resource.authorizations.count == 2)
      #expect(placed.resource.expires != nil)

      for url in placed.resource.authorizations {
        let authorization: AuthorizationResource = try await applicant.post(at: url).resource()
        #expect(authorization.status == .pending)
        let challenge = try #require(authorization.challenges.first { $0.type == "http-01" })
        #expect(try #require(challenge.token).utf8.count >= 22)
        let answer = try await applicant.post("{}", at: challenge.url)
        #expect(answer.status == 200)
        #expect(answer.links["up"] == url)
      }
      var order = placed.resource
      let deadline = ContinuousClock().now + .seconds(20)
      while order.status == .pending, ContinuousClock().now < deadline {
        order = try await applicant.post(at: placed.url).resource()
      }
      #expect(order.status == .ready)

      let csr = try SigningRequest(names: names).derBytes(signedBy: key)
      let finalized = try await applicant.post(Applicant.finalize(csr), at: order.finalize)
      #expect(finalized.status == 200)
      #expect(finalized["Location"] == placed.url)
      order = try finalized.resource()
      #expect(order.status == .valid)

      let certificate = try await applicant.post(at: try #require(order.certificate))
      #expect(certificate.status == 200)
      #expect(certificate["Content-Type"] == "application/pem-certificate-chain")
      return certificate.text
    }

    let certificates = try PEMDocument.parseMultiple(pemString: chain).map {
      try Certificate(pemDocument: $0)
    }
    #expect(certificates.count == 2)
    let leaf = try #require(certificates.first)
    #expect(leaf.publicKey == key.publicKey)
    var verifier = Verifier(rootCertificates: CertificateStore([authority.root])) {
      RFC5280Policy(fixedExpiryValidationTime: TestAuthority.now.date)
      ServerIdentityPolicy(serverHostname: "a.example", serverIP: nil)
    }
    let result = await verifier.validate(
      leaf: leaf, intermediates: CertificateStore(certificates.dropFirst()))
    guard case .validCertificate = result else {
      Issue.record("The chain is refused: \(result)")
      return
    }
  }

  @Test(
    "An order of which a name can't be proved is invalid and says why",
    .holds("8555/7.5.1/invalid-kept", "8555/8/invalid-has-error"))
  func refusedName() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["good.example", "refused.example"])
      #expect(order.resource.status == .invalid)
      #expect(order.resource.error?.problemType == .dns)
      #expect(order.resource.error?.detail == "refused.example has no address.")
      let authorization: AuthorizationResource = try await applicant.post(
        at: order.resource.authorizations[1]
      ).resource()
      #expect(authorization.status == .invalid)
      #expect(authorization.challenges[0].error?.problemType == .dns)
    }
  }

  @Test(
    "A key has one account, whose URL newAccount tells again (RFC 8555 §7.3.1)",
    .holds("8555/7.3.1/existing-account", "8555/11.1/one-account-per-key"))
  func sameAccount() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      var applicant = try Applicant(client: client)
      let path = "/acme/new-account"
      let first = try await applicant.post(#"{"contact":["mailto:a@b.example"]}"#, to: path)
      #expect(first.status == 201)
      let again = try await applicant.post(#"{"onlyReturnExisting":true}"#, to: path)
      #expect(again.status == 200)
      #expect(again["Location"] == first["Location"])
      applicant.account = first["Location"]
      let read = try await applicant.post(at: try #require(applicant.account))
      let account: AccountResource = try read.resource()
      #expect(account.status == .valid)
      #expect(account.contact == ["mailto:a@b.example"])
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "accounts") == 1)
    }
  }

  @Test("Names that differ in case alone are one name")
  func sameName() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let order = try await Applicant(registeredWith: client)
        .placedOrder(for: ["A.example", "a.EXAMPLE"])
      #expect(order.resource.identifiers == [.dns("a.example")])
      #expect(order.resource.authorizations.count == 1)
    }
  }
}
