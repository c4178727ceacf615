import Cryptoki
import Testing

/// What must hold when everything was closed, or the module started anew.
@Suite("Starting anew, every module", .serialized)
struct RenewalContractTests {
  @Test("finds its keys again, and they sign", arguments: ModuleDescription.all)
  func keysFoundAgain(_ description: ModuleDescription) throws {
    let old = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    let label = "contract-renewal"
    let pair = try old.session.generateKeyPair(type, label: label)

    let generation = old.module.generation
    try old.module.reinitialise(from: generation, waitingAtMost: .seconds(10))
    #expect(old.module.generation == generation + 1)
    // The second who saw the same generation fail finds the work done.
    try old.module.reinitialise(from: generation, waitingAtMost: .seconds(10))
    #expect(old.module.generation == generation + 1)
    #expect(throws: CryptokiError.call(function: "C_SignInit", result: .sessionHandleInvalid)) {
      try old.session.signature(of: [1], with: pair.privateKey, mechanism: .ecdsa)
    }

    let renewed = try OpenToken(description)
    let keys = try renewed.session.objects(matching: .init(.privateKey, label: label))
    let key = try #require(keys.first)
    #expect(keys.count == 1)
    let isValid = try SignatureTrial.of(type)[0].succeeds(
      Array("to be signed".utf8), in: renewed.session, with: key, type,
      subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
    #expect(isValid)
    for object in try renewed.session.objects(matching: .init(label: label)) {
      try renewed.session.destroy(object)
    }
  }

  @Test(
    "leaves another module of the process alone",
    arguments: ModuleDescription.all.filter { $0.vendor != "softhsm" })
  func besideAnother(_ description: ModuleDescription) throws {
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(.p256, label: "other module")
    let signs = {
      try SignatureTrial.ecdsa.succeeds(
        Array("to be signed".utf8), in: session, with: pair.privateKey, .p256,
        subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
    }
    let token = try OpenToken(description)
    let type = try #require(description.possibleTypes.first)
    try token.withKeyPair(type) { pair, _ in
      let isValid = try SignatureTrial.of(type)[0].succeeds(
        Array("to be signed".utf8), in: token.session, with: pair.privateKey, type,
        subjectPublicKeyInfo: pair.subjectPublicKeyInfo)
      #expect(isValid)
    }
    let signsBeside = try signs()
    #expect(signsBeside)
    try token.module.reinitialise(from: token.module.generation, waitingAtMost: .seconds(10))
    let signsAfterwards = try signs()
    #expect(signsAfterwards)
  }
}
