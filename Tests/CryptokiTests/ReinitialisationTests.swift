import Crypto
import Foundation
import Testing

@testable import Cryptoki

/// Each test has a copy of SoftHSM's library, which is a module of its own that may start anew.
@Suite("A module that starts anew")
struct ReinitialisationTests {
  private let token: Token
  private let module: CryptokiModule

  init() throws {
    token = try SoftHSM.makeToken()
    module = try SoftHSM.openCopy()
  }

  private func makeSession() throws -> Session {
    let slot = try module.token(matching: .serial(token.serial)).slotID
    let session = try module.openSession(slot: slot, access: .readWrite)
    try session.login(with: PIN(SoftHSM.userPIN))
    return session
  }

  @Test("Law 9: has a new generation, in which older sessions are lost and never closed")
  func generations() throws {
    let before = module.generation
    var old: Session? = try makeSession()
    try module.reinitialise(from: before, waitingAtMost: .zero)
    #expect(module.generation == before + 1)
    #expect(old?.isOutlived == true)
    #expect(
      throws: CryptokiError.call(function: "C_GenerateRandom", result: .sessionHandleInvalid)
    ) { _ = try old?.randomBytes(count: 1) }
    // SoftHSM counts from the beginning again: the old handle names the new session.
    let new = try makeSession()
    #expect(old?.handle == new.handle)
    try old?.close()
    old = nil
    #expect(try new.randomBytes(count: 1).count == 1)
    #expect(try new.info().state == .readWriteUser)
  }

  @Test("does so once for all who saw a generation fail")
  func once() throws {
    let before = module.generation
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      do {
        try module.reinitialise(from: before, waitingAtMost: .seconds(60))
      } catch {
        Issue.record(error)
      }
    }
    #expect(module.generation == before + 1)
  }

  @Test("refuses while a call is in it, and all goes on as before")
  func callsUnderWay() throws {
    let before = module.generation
    let session = try makeSession()
    let idle = try makeSession()
    try session.enter("C_Sign")
    #expect(
      throws: CryptokiError.callsUnderWay(
        module: module.path, count: 1, waited: .milliseconds(1))
    ) { try module.reinitialise(from: before, waitingAtMost: .milliseconds(1)) }
    #expect(module.generation == before)
    #expect(try idle.randomBytes(count: 1).count == 1)
    session.leave()
    #expect(try session.randomBytes(count: 1).count == 1)
    try module.reinitialise(from: before, waitingAtMost: .zero)
    #expect(module.generation == before + 1)
  }

  @Test("leaves other modules alone")
  func others() throws {
    let other = try SoftHSM.makeSession()
    try module.reinitialise(from: module.generation, waitingAtMost: .zero)
    #expect(!other.isOutlived)
    #expect(try other.info().state == .readWriteUser)
  }

  @Test("never signs with another key, however often it happens in the middle")
  func signing() throws {
    let pair = try makeSession().generateKeyPair(.p256, label: "mine", id: [1])
    let key = try P256.Signing.PublicKey(derRepresentation: pair.subjectPublicKeyInfo)
    let digest = SHA256.hash(data: Array("To be signed".utf8))
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      do {
        guard number > 0 else {
          for _ in 0..<5 {
            try module.reinitialise(from: module.generation, waitingAtMost: .seconds(60))
          }
          return
        }
        for _ in 0..<20 {
          let raw = try signature(of: Array(digest))
          #expect(key.isValidSignature(try .init(rawRepresentation: raw), for: digest))
        }
      } catch {
        Issue.record(error)
      }
    }
  }

  /// Signs as a pool would, beginning again when the module started anew meanwhile.
  private func signature(of digest: [UInt8]) throws -> [UInt8] {
    while true {
      do {
        let session = try makeSession()
        let keys = try session.objects(matching: ObjectQuery(.privateKey, id: [1]))
        let key = try #require(keys.first)
        return try session.signature(of: digest, with: key, mechanism: .ecdsa)
      } catch CryptokiError.call(_, .sessionHandleInvalid) {
        continue
      } catch CryptokiError.call(_, .cryptokiNotInitialized) {
        continue
      }
    }
  }
}

extension SoftHSM {
  /// The module of another file of the same library, which the loader takes for another library.
  fileprivate static func openCopy() throws -> CryptokiModule {
    _ = try module.get()
    let copy = FileManager.default.temporaryDirectory
      .appending(path: "libsofthsm2-\(UUID().uuidString).so")
    let original = URL(filePath: modulePath).resolvingSymlinksInPath()
    try FileManager.default.copyItem(at: original, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    return try CryptokiModule(path: copy.path)
  }
}
