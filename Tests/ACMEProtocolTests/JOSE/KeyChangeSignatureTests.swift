import ACMEProtocol
import Testing

@Suite("The JWS inside a key change (RFC 8555 §7.3.5)")
struct KeyChangeSignatureTests {
  private static let url = "https://ca.example/key-change"
  private static let account = "https://ca.example/account/1"
  private let old: JWSSigner
  private let new: JWSSigner

  init() throws {
    old = try JWSSigner()
    new = try JWSSigner()
  }

  private var inner: [UInt8] {
    get throws {
      try new.body(
        protected: Array(
          #"{"alg":"ES256","url":"\#(Self.url)","jwk":\#(Self.text(of: new.publicKey))}"#.utf8),
        payload: Array(
          #"{"account":"\#(Self.account)","oldKey":\#(Self.text(of: old.publicKey))}"#.utf8))
    }
  }

  private static func text(of key: JSONWebKey) -> String {
    String(decoding: key.canonicalJSON, as: UTF8.self)
  }

  @Test("It proves that its maker holds the new key, and says whose place that takes")
  func reading() throws {
    let signature = try KeyChangeSignature(parsing: inner)
    #expect(signature.newKey == new.publicKey)
    #expect(signature.url == Self.url)
    let change = try KeyChangeRequest(parsing: signature.payload)
    #expect(change.account == Self.account)
    #expect(change.oldKey == old.publicKey)
  }

  @Test("An old key is the same however its members stand and whatever is beside them")
  func equivalentKeys() throws {
    let members = Self.text(of: old.publicKey).dropFirst().dropLast().split(separator: ",")
    let other = "{\(members.reversed().joined(separator: " , ")) , \"use\":\"sig\"}"
    let change = try KeyChangeRequest(
      parsing: Array(#"{"oldKey":\#(other),"account":"a","more":1}"#.utf8))
    #expect(change.oldKey == old.publicKey)
  }

  @Test(
    "A key-change object that is none is malformed",
    arguments: [
      "", "[]", "{}", #"{"account":"a"}"#, #"{"account":1,"oldKey":{}}"#,
      #"{"account":"a","oldKey":"k"}"#, #"{"account":"a","oldKey":{"kty":"oct","k":"AA"}}"#,
      #"{"account":"a","account":"b","oldKey":{}}"#,
    ])
  func badObject(text: String) throws {
    let error = try #require(throws: KeyChangeError.self) {
      try KeyChangeRequest(parsing: Array(text.utf8))
    }
    #expect(error.problemType == .malformed)
    #expect(error.description.hasPrefix("inner JWS: "))
  }

  /// Law 11: whatever byte is changed or cut off, the change fails or is the one that was signed.
  @Test func noChangedByteMakesAnotherChange() throws {
    let body = try inner
    let whole = try KeyChangeSignature(parsing: body)
    for index in body.indices {
      #expect(throws: KeyChangeError.self) {
        try KeyChangeSignature(parsing: Array(body[..<index]))
      }
      for byte in [body[index] ^ 1, body[index] ^ 0x20, 0, 0xFF] where byte != body[index] {
        var changed = body
        changed[index] = byte
        guard let signature = try? KeyChangeSignature(parsing: changed) else { continue }
        #expect(signature.newKey == whole.newKey)
        #expect(signature.payload == whole.payload)
        #expect(signature.url == whole.url)
      }
    }
  }
}
