import Cryptoki
import Testing

/// What a CA wants of its keys, of every module that can hold them.
@Suite("Keys of every module", .serialized)
struct KeyContractTests {
  @Test("are generated inside, to stay there", arguments: ModuleDescription.all)
  func attributes(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    for type in description.possibleTypes {
      try token.withKeyPair(type) { pair, label in
        let attributes = try token.session.attributes(of: pair.privateKey)
        #expect(attributes.label == label)
        #expect(attributes.id == pair.id)
        #expect(attributes.keyType == (type == .rsa2048 ? .rsa : .ec))
        #expect(attributes.isSensitive == true)
        #expect(attributes.isExtractable == false)
        #expect(attributes.wasNeverExtractable == true)
        #expect(attributes.maySign == true)
        #expect(attributes.mayUnwrap != true)
        let mayDecrypt = description.decryptsToo?.contains(type.rawValue) ?? false
        #expect(attributes.mayDecrypt != true || mayDecrypt, "\(type)")
        let told = try token.session.subjectPublicKeyInfo(of: pair.publicKey)
        #expect(told == pair.subjectPublicKeyInfo)
      }
    }
  }

  @Test("are refused in words when it can't make them", arguments: ModuleDescription.all)
  func refusal(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    for type in description.impossibleTypes {
      let error = try #require(throws: CryptokiError.self) {
        try token.session.generateKeyPair(type, label: "contract-impossible")
      }
      #expect(error.description.contains("C_GenerateKeyPair"))
      #expect(error.description.contains("CKR_MECHANISM_INVALID"))
      let left = try token.session.objects(matching: .init(label: "contract-impossible"))
      #expect(left.isEmpty)
    }
  }

  @Test("sign so that software verifies it", arguments: ModuleDescription.all)
  func signing(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    let mechanisms = try token.module.mechanisms(inSlot: token.token.slotID)
    for type in description.possibleTypes {
      // What a CA signs its certificates by; the others are verified where they are offered.
      #expect(SignatureTrial.of(type)[0].isOffered(by: mechanisms))
      try token.withKeyPair(type) { pair, _ in
        for trial in SignatureTrial.of(type) where trial.isOffered(by: mechanisms) {
          let isValid = try trial.succeeds(
            Array("to be signed".utf8), in: token.session, with: pair.privateKey, type,
            subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
          #expect(isValid, "\(type) by \(trial)")
        }
      }
    }
  }

  @Test("sign on eight threads at once, each with a session", arguments: ModuleDescription.all)
  func threads(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    let module = token.module
    let slot = token.token.slotID
    for type in description.possibleTypes {
      try token.withKeyPair(type) { pair, label in
        let verified = try onThreads(8) { number in
          let session = try module.openSession(slot: slot, access: .readOnly)
          let keys = try session.objects(matching: ObjectQuery(.privateKey, label: label))
          let key = try #require(keys.first)
          return try (0..<8).filter { round in
            try SignatureTrial.of(type)[0].succeeds(
              Array("thread \(number), round \(round)".utf8), in: session, with: key, type,
              subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
          }.count
        }
        #expect(verified == Array(repeating: 8, count: 8), "\(type)")
      }
    }
  }

  @Test("are found by class, label and id, and by nothing else", arguments: ModuleDescription.all)
  func search(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    try token.withKeyPair(type) { pair, label in
      let session = token.session
      let byLabel = try session.objects(matching: .init(.privateKey, label: label))
      let publicByLabel = try session.objects(matching: .init(.publicKey, label: label))
      let byID = try session.objects(matching: .init(.privateKey, id: pair.id))
      #expect(byLabel == [pair.privateKey])
      #expect(publicByLabel == [pair.publicKey])
      #expect(byID == [pair.privateKey])
      for other in [label + "x", String(label.dropLast())] {
        let found = try session.objects(matching: .init(.privateKey, label: other))
        #expect(found.isEmpty)
      }
    }
  }

  @Test("end with their session, where it makes such keys", arguments: ModuleDescription.all)
  func sessionKeys(_ description: ModuleDescription) throws {
    let token = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    let label = "contract-session-key"
    let generate = { (session: Session) throws -> GeneratedKeyPair in
      try session.generateKeyPair(type, label: label, isSessionObject: true)
    }
    guard description.sessionKeys else {
      #expect(throws: CryptokiError.self) { try generate(token.session) }
      return
    }
    let session = try token.module.openSession(slot: token.token.slotID, access: .readWrite)
    let pair = try generate(session)
    let isValid = try SignatureTrial.of(type)[0].succeeds(
      Array("to be signed".utf8), in: session, with: pair.privateKey, type,
      subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
    #expect(isValid)
    try session.close()
    let left = try token.session.objects(matching: .init(label: label))
    #expect(left.isEmpty)
  }
}
