import ACMEProtocol
import AuthorityModel
import Conformance
import HTTPTypes
import SwiftASN1
import Testing
import X509

@testable import ACMEServer

@Suite("Downloads of certificates (RFC 8555 §7.4.2)")
struct CertificateDownloadTests {
  /// The answer to a download with these `Accept` fields.
  private func download(
    _ url: String, accepting fields: [String], by applicant: Applicant
  ) async throws -> Answer {
    var request = try await applicant.request(to: Scene.path(of: url))
    for field in fields { request.headers.append(HTTPField(name: .accept, value: field)) }
    return try await applicant.client.send(request)
  }

  @Test(
    "Other chains are linked from the certificate and from each other, all of the same leaf",
    .holds("8555/7.4.2/alternate-same-leaf"))
  func alternates() async throws {
    let authority = try await TestAuthority(alternateChainCount: 2)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["a.example"])
      let url = try #require(order.resource.certificate)
      let urls = [url, url + "/1", url + "/2"]
      var texts: Set<String> = []
      var leaves: Set<Certificate> = []
      for (index, url) in urls.enumerated() {
        let answer = try await applicant.post(at: url)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/pem-certificate-chain")
        #expect(answer["Cache-Control"] == "no-store")
        var others = urls
        others.remove(at: index)
        #expect(answer.targets(of: "alternate") == others)
        texts.insert(answer.text)
        let chain = try PEMDocument.parseMultiple(pemString: answer.text)
        #expect(chain.count == 2)
        leaves.insert(try Certificate(pemDocument: chain[0]))
      }
      // Both alternates are the root here.
      #expect(texts.count == 2)
      #expect(leaves.count == 1)

      let none = try await applicant.post(at: url + "/3")
      #expect(none.status == 404)
      #expect(none.text.contains("has no chain 3"))
      let foreign = try await Applicant(registeredWith: client).post(at: url + "/1")
      #expect(foreign.status == 403)
    }
  }

  @Test("Where there is one chain there is no link, and nothing beside it")
  func single() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["a.example"])
      let url = try #require(order.resource.certificate)
      #expect(try await applicant.post(at: url).targets(of: "alternate") == [])
      #expect(try await applicant.post(at: url + "/1").status == 404)
    }
  }

  @Test("Accept is heeded: what can't be served is refused, with what can")
  func accept() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["a.example"])
      let url = try #require(order.resource.certificate)
      let answer = try await download(url, accepting: ["application/*"], by: applicant)
      #expect(answer.status == 200)
      let refused = try await download(url, accepting: ["application/pkix-cert"], by: applicant)
      #expect(refused.status == 406)
      let problem: ProblemDocument = try refused.resource()
      #expect(problem.problemType == .malformed)
      #expect(problem.detail?.contains("application/pem-certificate-chain") == true)
    }
  }

  @Test(
    "Of ranges that cover a type the closest decides (RFC 9110 §12.5.1)",
    arguments: [
      ([], true), ([""], true), ([" , "], true), (["*/*"], true), (["application/*"], true),
      (["application/pem-certificate-chain"], true),
      (["Application/PEM-Certificate-Chain; charset=utf-8"], true),
      (["text/html, */*;q=0.1"], true), (["text/html", "application/*"], true),
      (["application/pkix-cert"], false), (["text/html,application/json"], false),
      (["*/*;q=0"], false), (["*/*, application/pem-certificate-chain;q=0"], false),
      (["*/*;q=0, application/*;q=0.5"], true), (["application/pem-certificate-chain;q=2"], false),
      (["*/pem-certificate-chain"], false), (["application"], false), (["a b/c d;;q"], false),
    ])
  func ranges(fields: [String], isTaken: Bool) {
    #expect(AcceptedMedia(fields).contains("application", "pem-certificate-chain") == isTaken)
  }
}

extension Answer {
  /// The targets of the links of one relation.
  fileprivate func targets(of relation: String) -> [String] {
    guard let name = HTTPField.Name("Link") else { return [] }
    return headers[values: name].filter { $0.hasSuffix("rel=\"\(relation)\"") }
      .map { String($0.dropFirst().prefix { $0 != ">" }) }
  }
}
