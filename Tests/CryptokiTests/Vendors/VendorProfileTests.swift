import Cryptoki
import Foundation
import Testing

@Suite("A vendor's profile")
struct VendorProfileTests {
  @Test("is there for each vendor, once")
  func all() {
    #expect(
      VendorProfile.all.map(\.vendor.rawValue).sorted()
        == HSMVendor.allCases.map(\.rawValue).sorted())
    for vendor in HSMVendor.allCases { #expect(VendorProfile.named(vendor).vendor == vendor) }
  }

  @Test("is known by the module's file, whatever the folder", arguments: HSMVendor.allCases)
  func paths(vendor: HSMVendor) {
    let profile = VendorProfile.named(vendor)
    #expect(profile.usualModulePaths.isEmpty == (vendor == .generic))
    for path in profile.usualModulePaths {
      #expect(VendorProfile.recognise(modulePath: path, info: nil, token: nil).vendor == vendor)
    }
  }

  @Test(
    "is known by what module and token say, when the file says nothing",
    arguments: [
      (.cloudhsm, "Amazon Web Services Inc", "CloudHSM PKCS#11 interface", "Marvell", "LS2", "x"),
      (.cloudhsm, "Cavium", "Cavium PKCS#11 interface", "Cavium", "NITROX-III CNN35", "cavium"),
      (.cloudhsm, "", "", "Marvell Semiconductors, Inc.", "LS2-G24MMIBC", "hsm1"),
      (.luna, "SafeNet", "Chrystoki", "Thales", "LunaVirtual", "ca"),
      (.yubihsm, "Yubico (www.yubico.com)", "YubiHSM PKCS#11 Library", "Yubico", "YubiHSM", "Y"),
      (.nshield, "nCipher Corp. Ltd", "nCipher PKCS#11", "nCipher Corp. Ltd", "", "card set"),
      (.softhsm, "SoftHSM", "Implementation of PKCS11", "SoftHSM project", "SoftHSM v2", "ca"),
      (
        .nss, "Mozilla Foundation", "NSS Internal Crypto Services", "Mozilla Foundation", "NSS 3",
        ""
      ),
      (.tpm2, "tpm2-software.github.io", "TPM2.0 Cryptoki", "IBM", "SW   TPM", "ca"),
      (.opencryptoki, "IBM", "openCryptoki", "IBM", "Soft", "ca"),
      (.googlekms, "Google", "Cloud KMS PKCS #11 library", "Google", "", "ring"),
      (.utimaco, "Utimaco IS GmbH", "CryptoServer PKCS11 R3", "Utimaco", "CryptoServer", "ca"),
      (.generic, "ACME HSMs", "a module", "ACME HSMs", "One", "ca"),
    ] as [(HSMVendor, String, String, String, String, String)])
  func makers(
    vendor: HSMVendor, manufacturer: String, description: String, tokenManufacturer: String,
    model: String, label: String
  ) {
    let profile = VendorProfile.recognise(
      modulePath: "/build/libchancery-fault-module.so",
      info: ModuleInfo(manufacturer: manufacturer, libraryDescription: description),
      token: token(manufacturer: tokenManufacturer, model: model, label: label))
    #expect(profile.vendor == vendor)
  }

  @Test("of a proxy has the habits of the HSM behind it, once that is known")
  func proxies() {
    let path = "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so"
    let info = ModuleInfo(
      manufacturer: "PKCS#11 Kit", libraryDescription: "PKCS#11 Kit Proxy Module")
    let alone = VendorProfile.recognise(modulePath: path, info: nil, token: nil)
    #expect(alone.vendor == .p11kitRemoting)
    #expect(alone.isProxy)
    #expect(alone.pinShape == .text(nil))
    let whole = VendorProfile.recognise(
      modulePath: "/elsewhere/module.so", info: info,
      token: token(manufacturer: "Cavium", model: "NITROX", label: "cavium"))
    #expect(whole.vendor == .p11kitRemoting)
    #expect(whole.displayName == "p11-kit remoting in front of AWS CloudHSM")
    #expect(whole.pinShape == VendorProfile.named(.cloudhsm).pinShape)
    #expect(whole.sessionAccess == .readWrite)
    // The proxy's own accidents go first.
    #expect(whole.recoveryClass(of: .deviceError, in: "C_Sign") == .newModule)
    #expect(whole.advice(for: .argumentsBad, in: "C_Login").contains("USER:PASSWORD"))
  }

  @Test("has the vendor's names for the vendor's codes")
  func names() {
    let luna = VendorProfile.named(.luna)
    #expect(luna.name(of: CKResult(rawValue: 0x8000_0007)) == "CKR_USER_LOCKED_OUT")
    #expect(luna.name(of: CKResult(rawValue: 0x8000_0076)) == "CKR_HSM_TAMPERED")
    #expect(luna.name(of: CKResult(rawValue: 0x8000_0999)) == "CKR_VENDOR_DEFINED+0x999")
    #expect(luna.name(of: .pinIncorrect) == "CKR_PIN_INCORRECT")
    #expect(
      VendorProfile.named(.softhsm).name(of: CKResult(rawValue: 0x8000_0007))
        == "CKR_VENDOR_DEFINED+0x7")
  }

  @Test("explains a code by the function that returned it")
  func advice() {
    let profile = VendorProfile.named(.cloudhsm)
    #expect(
      profile.advice(for: .functionFailed, in: "C_OpenSession")
        == "AWS CloudHSM opens read-write sessions only; where this was one, the cluster was busy")
    #expect(profile.advice(for: .functionFailed, in: "C_Sign").contains("tried again"))
    #expect(profile.advice(for: .dataLenRange, in: "C_Sign") == CKResult.dataLenRange.advice)
  }

  @Test("says in full what is known", arguments: HSMVendor.allCases)
  func golden(vendor: HSMVendor) throws {
    let profile = VendorProfile.named(vendor)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(vendor.rawValue).txt")
    #expect(try profile.text == String(contentsOf: file, encoding: .utf8))
  }

  private func token(manufacturer: String, model: String, label: String) -> Token {
    Token(
      slotID: 1, label: label, manufacturer: manufacturer, model: model, serial: "1",
      flags: [.tokenInitialised], pinLengths: 4...64)
  }
}

extension VendorProfile {
  /// All that a reviewer of a change should see.
  fileprivate var text: String {
    var lines = [
      "\(displayName) \(pinShape.expectation)",
      "sessions: \(sessionAccess), limit \(sessionLimit.map(String.init) ?? "the token's"), "
        + "pause \(pauseBetweenOpenings), keep alive \(keepAliveInterval.map(String.init(describing:)) ?? "never")",
    ]
    lines += requirements.map {
      "\($0.isObligatory ? "needs" : "may need") \($0.kind): \($0.sentence)"
    }
    lines += accidents.map {
      "\($0.function ?? "any function"), \(name(of: $0.code)) = "
        + "\(recoveryClass(of: $0.code, in: $0.function ?? "C_Sign").rawValue), when \($0.moment): "
        + $0.sentence
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
