import ACMEProtocol
import Crypto
import CryptoExtras
import X509

/// CSRs that an order can't be finalized with (RFC 8555 §7.4).
extension BadInput {
  static let requests: [BadInput] = [
    finalize("empty", "", mention: "payload is empty"),
    finalize("no csr", "{}", mention: "'csr' is missing"),
    finalize("a padded csr", #"{"csr":"AA=="}"#, mention: "'csr'"),
    csr("garbage", .badCSR, mention: "isn't a PKCS #10 request") { [0xde, 0xad, 0xbe, 0xef] },
    csr("empty", .badCSR, mention: "isn't a PKCS #10 request") { [] },
    csr("bytes after it", .badCSR, mention: "isn't a PKCS #10 request") {
      try SigningRequest(names: ["ready.example"]).derBytes(signedBy: ellipticKey()) + [0]
    },
    csr("other names", .badCSR, mention: "lacks ready.example") {
      try SigningRequest(names: ["other.example"]).derBytes(signedBy: ellipticKey())
    },
    csr("an extra name", .badCSR, mention: "has extra.example, which the order hasn't") {
      try SigningRequest(names: ["ready.example", "extra.example"])
        .derBytes(signedBy: ellipticKey())
    },
    csr("no names", .badCSR, mention: "lacks ready.example") {
      try SigningRequest(names: []).derBytes(signedBy: ellipticKey())
    },
    csr("a weak key", .badPublicKey, mention: "1024 bits") {
      try Base64URL.decode(weakRequest)
    },
    csr("P-521", .badPublicKey, mention: "P-521") {
      try SigningRequest(names: ["ready.example"])
        .derBytes(signedBy: Certificate.PrivateKey(P521.Signing.PrivateKey()))
    },
    csr("a signature of other bytes", .badCSR, mention: "signature") {
      var bytes = try SigningRequest(names: ["ready.example"]).derBytes(signedBy: ellipticKey())
      bytes[bytes.count - 1] ^= 1
      return bytes
    },
    BadInput("A finalize that CAA records forbid", 403, .caa, mention: "forbidden.example forbid") {
      let csr = try SigningRequest(names: ["forbidden.example"]).derBytes(signedBy: ellipticKey())
      return try await $0.owner.request(
        Applicant.finalize(csr), to: Scene.path(of: $0.forbidden.resource.finalize))
    },
    BadInput("A finalize too early", 403, .orderNotReady, mention: "The order is pending") {
      try await $0.owner.request(
        Applicant.finalize([1]), to: Scene.path(of: $0.pending.resource.finalize))
    },
    BadInput(
      "A finalize that comes again with its CSR", 403, .orderNotReady, mention: "valid already"
    ) {
      try await $0.owner.request(
        $0.valid.finalization, to: Scene.path(of: $0.valid.resource.finalize))
    },
    BadInput("A finalize too late", 403, .orderNotReady, mention: "valid already") {
      try await $0.owner.request(
        Applicant.finalize([1]), to: Scene.path(of: $0.valid.resource.finalize))
    },
  ]

  private static func ellipticKey() -> Certificate.PrivateKey {
    Certificate.PrivateKey(P256.Signing.PrivateKey())
  }

  private static func finalize(_ name: String, _ payload: String, mention: String) -> BadInput {
    BadInput("finalize: \(name)", mention: mention) {
      try await $0.owner.request(payload, to: Scene.path(of: $0.ready.resource.finalize))
    }
  }

  static func csr(
    _ name: String, _ type: ProblemType, mention: String,
    _ bytes: @escaping @Sendable () throws -> [UInt8]
  ) -> BadInput {
    BadInput("CSR: \(name)", 400, type, mention: mention) {
      try await $0.finalize(csr: try bytes())
    }
  }

  // openssl req -new -newkey rsa:1024 -nodes -subj / -addext subjectAltName=DNS:ready.example
  private static let weakRequest = """
    MIIBajCB1AIBADAAMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDLOlRSzgTMd6PTh7exE1FGnua72NNAc9ZuT6L4
    HK3sr7ivsOxmyquw0832jI5ZovhtbsDrkWC7xcw5EGasWEiLlcIPCOPRIfC28mugqhncSZDEw3SwXH6IKYSLVhPVOESh
    5Nz9PGpHcMULZw5ZX88Uasv0Oi3SsCgiNJGd34y9nQIDAQABoCswKQYJKoZIhvcNAQkOMRwwGjAYBgNVHREEETAPgg1y
    ZWFkeS5leGFtcGxlMA0GCSqGSIb3DQEBCwUAA4GBAEnF8z4Lar5TLhpTWggUZgOcnyCP-hh9nPXfKsTowYK9DNdkrYN5
    4_JxLpXdAH2mDxR6V_DkY4oFVrlArGiEFb74yvS3tkH6KDiuBkq-rDkc0JkO2GxcBWkwFSA1IDGhxpmEYPeTdMtmga4A
    WXJdPEgJ5hF67WXdnmu3ScTLCF_e
    """.filter { $0 != "\n" && $0 != " " }
}
