extension VendorProfile {
  /// All profiles, in the order in which they are tried.
  package static let all: [VendorProfile] = [
    .p11kitRemoting, .pkcs11Proxy, .softhsm, .cloudhsm, .luna, .nshield, .yubihsm, .tpm2, .nss,
    .opencryptoki, .googlekms, .utimaco, .generic,
  ]

  package static func named(_ vendor: HSMVendor) -> VendorProfile {
    all.first { $0.vendor == vendor } ?? .generic
  }

  /// Whose module it is, as far as can be told by now.
  ///
  /// A proxy is known by its file, or by how it names itself; the HSM behind it by the token. The
  /// profile is then the proxy's with the HSM's habits.
  ///
  /// - Parameters:
  ///   - modulePath: The module's file.
  ///   - info: What the module says of itself, once it is initialised.
  ///   - token: The token that is meant, once it is found.
  package static func recognise(
    modulePath: String, info: ModuleInfo?, token: Token?
  ) -> VendorProfile {
    if let proxy = all.first(where: { profile in
      profile.isProxy
        && (profile.recognition.isFile(modulePath) || profile.recognition.isMaker(info, nil))
    }) {
      return proxy.inFront(of: direct(modulePath: nil, info: nil, token: token))
    }
    return direct(modulePath: modulePath, info: info, token: token)
  }

  private static func direct(
    modulePath: String?, info: ModuleInfo?, token: Token?
  ) -> VendorProfile {
    let vendors = all.filter { !$0.isProxy }
    return modulePath.flatMap { path in vendors.first { $0.recognition.isFile(path) } }
      ?? vendors.first { $0.recognition.isMaker(info, token) }
      ?? vendors.first { $0.recognition.isLabel(token) }
      ?? .generic
  }

  /// A proxy's profile with the habits of the HSM behind it.
  package func inFront(of hsm: VendorProfile) -> VendorProfile {
    guard isProxy, hsm.vendor != .generic else { return self }
    return VendorProfile(
      vendor, "\(displayName) in front of \(hsm.displayName)", recognition: recognition,
      usualModulePaths: usualModulePaths, pinShape: hsm.pinShape,
      sessionAccess: hsm.sessionAccess, sessionLimit: hsm.sessionLimit,
      pauseBetweenOpenings: hsm.pauseBetweenOpenings, keepAliveInterval: hsm.keepAliveInterval,
      initialisation: initialisation, keyTemplate: hsm.keyTemplate, requirements: requirements,
      accidents: accidents + hsm.accidents, codeNames: hsm.codeNames)
  }
}
