import Conformance
import CertificateFormats
import Crypto
import CryptoExtras
import Foundation
import IssuancePolicy
import SwiftASN1
import Testing
import X509

struct CSRCheckTests {
  static let p256 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
  let order: Set<DomainName>

  init() throws {
    order = [try DomainName("a.example")]
  }

  @discardableResult
  func accepted(_ bytes: [UInt8], for names: [String] = ["a.example"]) throws -> AcceptedRequest {
    try CSRCheck(keys: KeyPolicy()).acceptedRequest(
      bytes, for: Set(names.map { try DomainName($0) }))
  }

  func request(
    subject: DistinguishedName = DistinguishedName(), names: [GeneralName] = [],
    extensions: [Certificate.Extension] = []
  ) throws -> [UInt8] {
    var requested = Certificate.Extensions()
    if !names.isEmpty {
      try requested.append(SubjectAlternativeNames(names).makeCertificateExtension())
    }
    for element in extensions { try requested.append(element) }
    let attribute = try CertificateSigningRequest.Attribute(
      ExtensionRequest(extensions: requested))
    let request = try CertificateSigningRequest(
      version: .v1, subject: subject, privateKey: .init(P256.Signing.PrivateKey()),
      attributes: .init([attribute]))
    var serializer = DER.Serializer()
    try serializer.serialize(request)
    return serializer.serializedBytes
  }

  // MARK: Accepted

  @Test(
    .holds("8555/7.4/csr-names-where"),
    arguments: [
      (["rsa:2048"], AcceptedKey.Kind.rsa(bits: 2048)),
      (["rsa:3072"], .rsa(bits: 3072)),
      (p256, .p256),
      (["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], .p384),
    ])
  func acceptsOpenSSLRequests(key: [String], kind: AcceptedKey.Kind) throws {
    let bytes = try OpenSSL.request(key: key, names: "DNS:b.example,DNS:A.example")
    let request = try accepted(bytes, for: ["a.example", "b.example"])
    #expect(request.key.kind == kind)
    #expect(request.names.map(\.text) == ["a.example", "b.example"])
    #expect(bytes.firstRange(of: request.spkiDER) != nil)
  }

  @Test(.holds("8555/7.4/csr-names-where")) func readsANameFromTheCommonNameAlone() throws {
    try accepted(OpenSSL.request(key: Self.p256, names: nil, subject: "/CN=A.example"))
  }

  @Test func countsANameThatStandsTwiceOnce() throws {
    let bytes = try OpenSSL.request(
      key: Self.p256, names: "DNS:a.example,DNS:A.EXAMPLE", subject: "/CN=a.example")
    #expect(try accepted(bytes).names.count == 1)
  }

  @Test(.holds("8555/7.4/nothing-unasked")) func passesOverTheOtherExtensionsThatAreAskedFor()
    throws
  {
    let authority = try BasicConstraints.isCertificateAuthority(maxPathLength: nil)
      .makeCertificateExtension()
    let mustStaple = Certificate.Extension(
      oid: [1, 3, 6, 1, 5, 5, 7, 1, 24], critical: false, value: [0x30, 3, 2, 1, 5])
    try accepted(request(names: [.dnsName("a.example")], extensions: [authority, mustStaple]))
  }

  @Test func takesUpAStoredRequest() throws {
    let first = try accepted(request(names: [.dnsName("a.example")]))
    let again = AcceptedRequest(key: try AcceptedKey(accepted: first.spkiDER), names: first.names)
    #expect(again == first)
  }

  // MARK: Names

  @Test(.holds("8555/7.4/csr-same-names")) func refusesNamesThatAreNotTheOrders() throws {
    let bytes = try request(names: [.dnsName("a.example"), .dnsName("evil.example")])
    let evil = try DomainName("evil.example")
    #expect(throws: CSRError.names(missing: [], extra: [evil])) { try accepted(bytes) }
    let missing = try DomainName("b.example")
    #expect(throws: CSRError.names(missing: [missing], extra: [evil])) {
      try accepted(bytes, for: ["a.example", "b.example"])
    }
  }

  @Test func refusesACommonNameThatIsNotTheOrders() throws {
    let subject = try DistinguishedName { CommonName("evil.example") }
    let bytes = try request(subject: subject, names: [.dnsName("a.example")])
    let evil = try DomainName("evil.example")
    #expect(throws: CSRError.names(missing: [], extra: [evil])) { try accepted(bytes) }
  }

  @Test func refusesARequestWithoutNames() throws {
    #expect(throws: CSRError.names(missing: order.sorted(), extra: [])) {
      try accepted(request())
    }
    #expect(throws: CSRError.names(missing: [], extra: [])) {
      try CSRCheck(keys: KeyPolicy()).acceptedRequest(request(), for: [])
    }
  }

  @Test(arguments: [
    ("DNS:a.example,email:root@a.example", "the e-mail address root@a.example"),
    ("DNS:a.example,URI:https://a.example/", "the URI https://a.example/"),
    ("DNS:a.example,IP:192.0.2.1", "the IP address 192.0.2.1"),
    ("DNS:a.example,RID:1.2.3.4", "the registered identifier 1.2.3.4"),
  ])
  func refusesNamesOfOtherTypes(names: String, described: String) throws {
    let bytes = try OpenSSL.request(key: Self.p256, names: names)
    #expect(throws: CSRError.nameType(described)) { try accepted(bytes) }
  }

  @Test func namesTheFaultOfAName() throws {
    let bytes = try request(names: [.dnsName("a_b.example")])
    #expect(throws: CSRError.name("a_b.example", .character("_"))) { try accepted(bytes) }
    let person = try DistinguishedName { CommonName("Mallory\u{202e}\n") }
    let error = #expect(throws: CSRError.self) {
      try accepted(request(subject: person, names: [.dnsName("a.example")]))
    }
    #expect(error?.description.contains("\n") == false)
    #expect(error?.description.contains("Mallory??") == true)
  }

  // MARK: Keys and signatures

  @Test(arguments: [
    (["rsa:1024"], KeyError.modulus(bits: 1024)),
    (["rsa:2056"], .modulus(bits: 2056)),
    (["rsa:2048", "-pkeyopt", "rsa_keygen_pubexp:3"], .exponent),
    (["ec", "-pkeyopt", "ec_paramgen_curve:P-521"], .curve(oid: "1.3.132.0.35")),
    (["ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], .curve(oid: "1.3.132.0.10")),
    (
      p256 + ["-pkeyopt", "ec_param_enc:explicit"],
      .curve(oid: "given by explicit parameters")
    ),
    (["ed25519"], .algorithm(oid: "1.3.101.112")),
  ])
  func refusesKeys(key: [String], error: KeyError) throws {
    let bytes = try OpenSSL.request(key: key)
    #expect(throws: CSRError.publicKey(error)) { try accepted(bytes) }
  }

  @Test func refusesAPointOffItsCurve() throws {
    var spki = Array(P256.Signing.PrivateKey().publicKey.derRepresentation)
    spki[spki.count - 1] ^= 1
    #expect(throws: KeyError.point) { try AcceptedKey(spki: spki, policy: KeyPolicy()) }
  }

  @Test func refusesAForeignSignature() throws {
    var bytes = try request(names: [.dnsName("a.example")])
    // The last octet belongs to the signature's s.
    bytes[bytes.count - 1] ^= 1
    #expect(throws: CSRError.signature) { try accepted(bytes) }
  }

  @Test func refusesSHA1() throws {
    let bytes = try OpenSSL.request(key: ["rsa:2048"], digest: "-sha1")
    #expect(throws: CSRError.signatureAlgorithm(name: "SignatureAlgorithm.sha1WithRSAEncryption")) {
      try accepted(bytes)
    }
  }

  // MARK: Garbage

  @Test func refusesEveryTruncation() throws {
    let bytes = try request(names: [.dnsName("a.example")])
    for length in 0..<bytes.count {
      let error = #expect(throws: CSRError.self) { try accepted(Array(bytes.prefix(length))) }
      #expect(error?.description.contains(".swift") == false)
    }
    #expect(throws: CSRError.self) { try accepted(bytes + [0]) }
  }

  /// Octets outside the signed part may change what nobody reads, but nothing that is accepted.
  @Test func noChangedOctetChangesWhatIsAccepted() throws {
    let bytes = try request(names: [.dnsName("a.example")])
    let original = try accepted(bytes)
    for place in bytes.indices {
      for change in [0x01, 0x80, 0xff] as [UInt8] {
        var changed = bytes
        changed[place] ^= change
        do {
          #expect(try accepted(changed) == original, "octet \(place)")
        } catch {
          #expect(!"\(error)".isEmpty)
        }
      }
    }
  }

  /// Signed by hand, since swift-certificates would keep one of the two lists only.
  @Test func refusesTwoListsOfExtensions() throws {
    let key = P256.Signing.PrivateKey()
    var info = DER.Serializer()
    try info.appendConstructedNode(identifier: .sequence) { info in
      try info.serialize(0)
      try info.serialize(DistinguishedName())
      info.serializeRawBytes(key.publicKey.derRepresentation)
      let tag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
      try info.appendConstructedNode(identifier: tag) { attributes in
        for name in ["a.example", "b.example"] {
          try Self.write(listNaming: name, into: &attributes)
        }
      }
    }
    let signature = try key.signature(for: info.serializedBytes)
    let request = SignedCertificate(
      tbs: info.serializedBytes, algorithm: .ecdsaWithSHA256,
      signature: Array(signature.derRepresentation))
    for name in ["a.example", "b.example"] {
      let error = #expect(throws: CSRError.self) { try accepted(request.derBytes, for: [name]) }
      #expect(error?.description.contains("stands twice") == true)
    }
  }

  /// An extensionRequest attribute (RFC 2985 §5.4.2) with one alternative name.
  static func write(listNaming name: String, into attributes: inout DER.Serializer) throws {
    let element = try SubjectAlternativeNames([.dnsName(name)]).makeCertificateExtension()
    try attributes.appendConstructedNode(identifier: .sequence) { attribute in
      try attribute.serialize([1, 2, 840, 113_549, 1, 9, 14] as ASN1ObjectIdentifier)
      try attribute.appendConstructedNode(identifier: .set) { values in
        try values.appendConstructedNode(identifier: .sequence) { try $0.serialize(element) }
      }
    }
  }

  @Test func refusesWhatIsTooLargeBeforeReadingIt() {
    let bytes = [UInt8](repeating: 0x30, count: CSRCheck.defaultSizeLimitInBytes + 1)
    #expect(throws: CSRError.tooLarge(octets: bytes.count, limit: bytes.count - 1)) {
      try accepted(bytes)
    }
  }

  @Test func refusesNestingWithoutEnd() {
    // Each level is a SEQUENCE of indefinite or huge length; both are no DER.
    let bytes = [UInt8](repeating: 0x30, count: 30_000)
    #expect(throws: CSRError.self) { try accepted(bytes) }
  }
}
