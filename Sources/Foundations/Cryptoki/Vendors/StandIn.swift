// Stands in until the vendor profiles are merged.
internal import CCryptoki

package enum HSMVendor: String, Sendable, CaseIterable {
  case softhsm, cloudhsm, luna, nshield, yubihsm, tpm2, nss, opencryptoki, googlekms, utimaco
  case p11kitRemoting = "p11-kit"
  case pkcs11Proxy = "pkcs11-proxy"
  case generic
}

package enum PINShape: Sendable {
  case text, userAndPassword
  package func fault(of pin: PIN) -> String? {
    self == .userAndPassword && !pin.withBytes({ bytes, count in
      UnsafeBufferPointer(start: bytes, count: Int(count)).contains(0x3a)
    }) ? "the PIN has no colon" : nil
  }
}

package struct ModuleInitialisation: Sendable, Hashable {
  package var usesLocking: Bool
  package init(usesLocking: Bool) { self.usesLocking = usesLocking }
  package static let standard = ModuleInitialisation(usesLocking: true)
}

package struct Requirement: Sendable {}

package struct Mechanism: Sendable, Hashable {
  package let name: String
}

package struct VendorProfile: Sendable {
  package let vendor: HSMVendor
  package let displayName: String
  package let pinShape: PINShape
  package let sessionAccess: Session.Access = .readOnly
  package let sessionLimit: Int? = nil
  package let pauseBetweenOpenings: Duration = .zero
  package let initialisation = ModuleInitialisation.standard
  package let requirements: [Requirement] = []
  package func name(of result: CKResult) -> String { result.name }
  package func advice(for result: CKResult, in function: String) -> String { result.advice }
  package static func named(_ vendor: HSMVendor) -> VendorProfile {
    VendorProfile(
      vendor: vendor, displayName: vendor.rawValue,
      pinShape: vendor == .cloudhsm ? .userAndPassword : .text)
  }
  package static func recognise(modulePath: String, info: ModuleInfo?, token: Token?) -> VendorProfile {
    named(modulePath.contains("softhsm") ? .softhsm : .generic)
  }
}

extension CryptokiModule {
  package convenience init(path: String, initialisation: ModuleInitialisation) throws(CryptokiError) {
    try self.init(path: path)
  }
  package func mechanisms(inSlot: UInt) throws(CryptokiError) -> [Mechanism] {
    [Mechanism(name: "CKM_ECDSA"), Mechanism(name: "CKM_RSA_PKCS")]
  }
}
