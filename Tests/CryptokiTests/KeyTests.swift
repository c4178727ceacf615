import Crypto
import CryptoExtras
import Testing

@testable import Cryptoki

@Suite("Keys in a token")
struct KeyTests {
  @Test("sign so that swift-crypto verifies", arguments: KeyPairType.allCases)
  func signing(type: KeyPairType) throws {
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(type, label: "issuer")
    let message = Array("To be signed".utf8)
    switch type {
    case .p256:
      let key = try P256.Signing.PublicKey(derRepresentation: pair.subjectPublicKeyInfo)
      let digest = SHA256.hash(data: message)
      let raw = try session.signature(of: Array(digest), with: pair.privateKey, mechanism: .ecdsa)
      #expect(key.isValidSignature(try .init(rawRepresentation: raw), for: digest))
    case .p384:
      let key = try P384.Signing.PublicKey(derRepresentation: pair.subjectPublicKeyInfo)
      let digest = SHA384.hash(data: message)
      let raw = try session.signature(of: Array(digest), with: pair.privateKey, mechanism: .ecdsa)
      #expect(key.isValidSignature(try .init(rawRepresentation: raw), for: digest))
    case .rsa2048, .rsa3072, .rsa4096:
      let key = try _RSA.Signing.PublicKey(derRepresentation: pair.subjectPublicKeyInfo)
      #expect("rsa\(key.keySizeInBits)" == type.rawValue)
      let digest = SHA256.hash(data: message)
      // RFC 8017 §9.2, note 1.
      let prefix: [UInt8] = [
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20,
      ]
      let raw = try session.signature(
        of: prefix + digest, with: pair.privateKey, mechanism: .rsaPKCS)
      #expect(
        key.isValidSignature(
          .init(rawRepresentation: raw), for: digest, padding: .insecurePKCS1v1_5))
    }
  }

  @Test(
    "never leave it, sign and do nothing else, and say so", arguments: [KeyPairType.p384, .rsa2048])
  func attributes(type: KeyPairType) throws {
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(type, label: "issuer", id: [0xca, 0x01])
    let attributes = try session.attributes(of: pair.privateKey)
    #expect(attributes.label == "issuer")
    #expect(attributes.id == [0xca, 0x01])
    #expect(attributes.keyType == (type == .p384 ? .ec : .rsa))
    #expect(attributes.curve == (type == .p384 ? .p384 : nil))
    #expect(attributes.maySign == true)
    #expect(attributes.mayDecrypt == false)
    #expect(attributes.mayUnwrap == false)
    #expect(attributes.isSensitive == true)
    #expect(attributes.isExtractable == false)
    #expect(attributes.wasNeverExtractable == true)
    #expect(attributes.isLocal == true)
    #expect(try session.attributes(of: pair.publicKey).maySign == nil)
    #expect(
      try session.subjectPublicKeyInfo(of: pair.publicKey) == pair.subjectPublicKeyInfo)
  }

  @Test("sign by RSA-PSS so that swift-crypto verifies", arguments: SigningHash.allCases)
  func pss(hash: SigningHash) throws {
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(.rsa2048, label: "issuer")
    let key = try _RSA.Signing.PublicKey(derRepresentation: pair.subjectPublicKeyInfo)
    let message = Array("To be signed".utf8)
    switch hash {
    case .sha256:
      let digest = SHA256.hash(data: message)
      let raw = try session.signature(
        of: Array(digest), with: pair.privateKey, mechanism: .rsaPSS(.sha256))
      #expect(key.isValidSignature(.init(rawRepresentation: raw), for: digest, padding: .PSS))
    case .sha384:
      let digest = SHA384.hash(data: message)
      let raw = try session.signature(
        of: Array(digest), with: pair.privateKey, mechanism: .rsaPSS(.sha384))
      #expect(key.isValidSignature(.init(rawRepresentation: raw), for: digest, padding: .PSS))
    }
  }

  @Test(
    "that are session objects vanish with their session", arguments: [KeyPairType.p256, .rsa2048])
  func sessionObjects(type: KeyPairType) throws {
    let token = try SoftHSM.makeToken()
    let module = try SoftHSM.module.get()
    let keeper = try module.openSession(slot: token.slotID, access: .readOnly)
    try keeper.login(with: PIN(SoftHSM.userPIN))
    let query = ObjectQuery(.privateKey, label: "ephemeral")
    do {
      let session = try module.openSession(slot: token.slotID, access: .readOnly)
      let pair = try session.generateKeyPair(type, label: "ephemeral", isSessionObject: true)
      #expect(pair.attributes.isSensitive == true)
      #expect(pair.attributes.isExtractable == false)
      #expect(try session.objects(matching: query) == [pair.privateKey])
    }
    #expect(try keeper.objects(matching: query).isEmpty)
  }

  @Test("get the attributes that their token bears, and never fewer than these")
  func templates() {
    for type in KeyPairType.allCases {
      for extent in KeyPairTemplate.Extent.allCases {
        for habit in [KeyTemplateHabit.explicit, .tpm] {
          let template = KeyPairTemplate(
            type: type, label: "k", id: [1], isSessionObject: false, extent: extent, habit: habit)
          let held = template.privateAttributes
          #expect(held[0x103] == [1], "CKA_SENSITIVE")
          #expect(held[0x162] == [0], "CKA_EXTRACTABLE")
          #expect(held[0x108] == [1], "CKA_SIGN")
          // tpm2-pkcs11 refuses both at once.
          let isTPM = habit == .tpm || extent == .minimal
          #expect((template.publicAttributes[0x10a] == nil) == isTPM, "CKA_VERIFY")
          let maySayDecrypt = extent == .explicit && (habit == .explicit || type.curve != nil)
          #expect((held[0x105] == [0]) == maySayDecrypt, "CKA_DECRYPT")
        }
      }
    }
  }

  @Test("are found by class, label, id and type, and are gone when destroyed")
  func search() throws {
    let session = try SoftHSM.makeSession()
    let first = try session.generateKeyPair(.p256, label: "twin", id: [1])
    let second = try session.generateKeyPair(.p256, label: "twin", id: [2])
    let third = try session.generateKeyPair(.rsa2048, label: "other")
    let find = { (query: ObjectQuery) in Set(try session.objects(matching: query)) }
    #expect(
      try find(ObjectQuery(.privateKey, label: "twin")) == [first.privateKey, second.privateKey])
    #expect(try find(ObjectQuery(.privateKey, id: [2])) == [second.privateKey])
    #expect(try find(ObjectQuery(label: "twin", id: [1])) == [first.privateKey, first.publicKey])
    #expect(try find(ObjectQuery(.publicKey, keyType: .rsa)) == [third.publicKey])
    #expect(third.id.count == 16)
    try session.destroy(second.privateKey)
    #expect(try find(ObjectQuery(.privateKey, label: "twin")) == [first.privateKey])
    #expect(try find(ObjectQuery(.privateKey, label: "nobody")).isEmpty)
  }

  @Test("that are gone are missed by function and code")
  func staleHandle() throws {
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(.p256, label: "short-lived")
    try session.destroy(pair.privateKey)
    let error = try #require(throws: CryptokiError.self) {
      _ = try session.signature(
        of: [UInt8](repeating: 1, count: 32), with: pair.privateKey, mechanism: .ecdsa)
    }
    #expect(error.function == "C_SignInit")
    #expect(error.result == .keyHandleInvalid || error.result == .objectHandleInvalid)
  }
}
