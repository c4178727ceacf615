import CCryptoki
import Crypto
import Foundation
import Testing

/// The built library in front of a real SoftHSM.
@Suite("chancery-fault-module")
struct FaultModuleTests {
  private let digest = SHA256.hash(data: Data("To be signed".utf8))

  @Test("passes everything through when it is told nothing")
  func passThrough() throws {
    let library = try FaultyLibrary()
    let session = library.start()
    let key = try library.makeKey("issuer", in: session)
    let signed = library.signature(of: digest, with: key.privateKey, in: session)
    #expect(signed.code == 0)
    #expect(key.made(signed.signature, for: digest))
    #expect(library.find("issuer", in: session) == key.privateKey)
    #expect(library.find("another", in: session) == nil)
  }

  @Test("answers an injected code before or after the signature, and the session stays usable")
  func injectedCodes() throws {
    let library = try FaultyLibrary()
    let session = library.start()
    let key = try library.makeKey("issuer", in: session)
    for moment in ["before", "after"] {
      for function in ["C_SignInit", "C_Sign"] {
        let answer = library.control("fault \(function) CKR_DEVICE_ERROR count=1 \(moment)")
        #expect(answer.hasPrefix("ok"))
        let failed = library.signature(of: digest, with: key.privateKey, in: session)
        #expect(failed.code == CK_RV(CKR_DEVICE_ERROR))
        let signed = library.signature(of: digest, with: key.privateKey, in: session)
        #expect(signed.code == 0, "\(function) \(moment)")
        #expect(key.made(signed.signature, for: digest))
      }
    }
  }

  @Test("lets a signature take its time, and one lane make one after the other")
  func lanes() throws {
    let library = try FaultyLibrary("lanes: 1\nlatency: { C_Sign: 30ms }")
    let session = library.start()
    let key = try library.makeKey("issuer", in: session).privateKey
    let sessions = (0..<4).map { _ in library.openSession().session }
    let codes = Collected<CK_RV>()
    let duration = ContinuousClock().measure {
      DispatchQueue.concurrentPerform(iterations: 4) { index in
        codes.append(library.signature(of: digest, with: key, in: sessions[index]).code)
      }
    }
    #expect(codes.values == [0, 0, 0, 0])
    #expect(duration >= .milliseconds(120))
  }

  @Test("hangs until it is released, and lets others pass meanwhile")
  func hang() throws {
    let library = try FaultyLibrary("lanes: 2")
    let session = library.start()
    let key = try library.makeKey("issuer", in: session).privateKey
    let other = library.openSession().session
    #expect(library.control("hang C_Sign") == "ok C_Sign will hang")
    let codes = Collected<CK_RV>()
    let isOver = DispatchSemaphore(value: 0)
    let thread = Thread { [digest] in
      codes.append(library.signature(of: digest, with: key, in: session).code)
      isOver.signal()
    }
    thread.start()
    while !library.control("status").contains("\"hung\":1") { usleep(1000) }
    for _ in 0..<20 {
      #expect(library.signature(of: digest, with: key, in: other).code == 0)
    }
    #expect(codes.values.isEmpty)
    #expect(library.control("release") == "ok released 1")
    #expect(isOver.wait(timeout: .now() + 10) == .success)
    #expect(codes.values == [0])
  }

  @Test("comes back from a loss with handles that name other keys, proved by their signatures")
  func renumberedHandles() throws {
    let library = try FaultyLibrary()
    let lost = library.start()
    let slot = library.slot
    let first = try library.makeKey("first", in: lost)
    let second = try library.makeKey("second", in: lost)
    #expect(library.control("lose") == "ok the device is lost")
    #expect(library.sign(digest, in: lost).code == CK_RV(CKR_DEVICE_ERROR))
    #expect(library.openSession().code == CK_RV(CKR_DEVICE_ERROR))
    #expect(library.control("restore") == "ok the device is back")

    #expect(library.sign(digest, in: lost).code == CK_RV(CKR_SESSION_HANDLE_INVALID))
    #expect(library.slot != slot)
    let session = library.openSession().session
    #expect(library.logIn(session) == 0)
    // Who trusts his old handle signs with the wrong key …
    let wrong = library.signature(of: digest, with: first.privateKey, in: session)
    #expect(wrong.code == 0)
    #expect(second.made(wrong.signature, for: digest))
    #expect(!first.made(wrong.signature, for: digest))
    // … and who finds his key anew signs with the right one.
    let found = try #require(library.find("first", in: session))
    #expect(found == second.privateKey)
    let right = library.signature(of: digest, with: found, in: session)
    #expect(first.made(right.signature, for: digest))
    let counters = library.control("counters")
    #expect(counters.contains("\"signatures\":{\"first\":1,\"second\":1}"))
  }

  @Test("is dead after a loss that needs it, until it is finalised and initialised")
  func needsReinitialise() throws {
    let library = try FaultyLibrary()
    let session = library.start()
    _ = library.control("lose reinitialise")
    _ = library.control("restore")
    #expect(library.sign(digest, in: session).code == CK_RV(CKR_SESSION_HANDLE_INVALID))
    #expect(library.functions.C_Finalize?(nil) == 0)
    #expect(library.sign(digest, in: session).code == CK_RV(CKR_CRYPTOKI_NOT_INITIALIZED))
    #expect(library.start() != 0)
  }

  @Test("loses the login, and takes a new one")
  func lostLogin() throws {
    let library = try FaultyLibrary()
    let session = library.start()
    let key = try library.makeKey("issuer", in: session).privateKey
    #expect(library.control("logout") == "ok 1 slots lost their login")
    #expect(
      library.signature(of: digest, with: key, in: session).code == CK_RV(CKR_USER_NOT_LOGGED_IN))
    #expect(library.logIn(session) == 0)
    #expect(library.logIn(session) == CK_RV(CKR_USER_ALREADY_LOGGED_IN))
    #expect(library.signature(of: digest, with: key, in: session).code == 0)
  }
}

/// Values that several threads collect.
///
/// `@unchecked`: the array is only touched under the lock.
final class Collected<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var collected: [Value] = []

  var values: [Value] { lock.withLock { collected } }

  func append(_ value: Value) { lock.withLock { collected.append(value) } }
}
