import CCryptoki
import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

@testable import Cryptoki

@Suite("A private key that may not sign")
struct KeyWithoutSignTests {
  @Test("keys flags it, and keys verify refuses it with a sentence of its own")
  func refused() async throws {
    // SoftHSM's tools give each key the right to sign, so this one is made here.
    let session = try SoftHSM.makeSession()
    let pair = try session.generateKeyPair(.p256, label: "nosign", id: [0xa3])
    try session.setFlag(0x108, to: false, of: pair.privateKey)
    let folder = try ScratchFolder()
    try folder.write(SoftHSM.userPIN, to: "pin")
    chmod(folder.path("pin"), 0o600)
    try folder.write(try certificate(for: pair.subjectPublicKeyInfo), to: "nosign.pem")
    let token = try session.module.token(inSlot: session.slotID)
    let options = [
      "--module", SoftHSM.modulePath, "--serial", token.serial, "--pin-file", folder.path("pin"),
    ]
    let list = try ChanceryRun(["hsm", "keys"] + options)
    #expect(try await list.exit() == 0)
    #expect(
      list.standardOutput.contains("may not sign (CKA_SIGN is false): a CA can't use it"))
    let run = try ChanceryRun(
      ["hsm", "keys", "verify", "--certificate", folder.path("nosign.pem")] + options)
    try await GoldenRun(run, folder: folder).mustBe("key-without-sign")
  }

  /// A certificate for the key, signed by another.
  private func certificate(for info: [UInt8]) throws -> String {
    let name = try DistinguishedName { CommonName("No") }
    let certificate = try Certificate(
      version: .v3, serialNumber: .init(), publicKey: .init(derEncoded: info),
      notValidBefore: .now, notValidAfter: .now + 3600, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: Certificate.Extensions(),
      issuerPrivateKey: .init(P256.Signing.PrivateKey()))
    return try certificate.serializeAsPEM().pemString
  }
}

extension Session {
  /// Sets an attribute, as `C_SetAttributeValue` does.
  fileprivate func setFlag(_ type: UInt, to value: Bool, of object: ObjectHandle) throws {
    var template = AttributeTemplate()
    template.set(type, value)
    try check("C_SetAttributeValue", functions.C_SetAttributeValue) { function in
      template.withAttributes { function(handle, object.rawValue, $0, $1) }
    }
  }
}
