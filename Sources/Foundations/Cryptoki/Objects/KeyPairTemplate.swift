internal import CCryptoki

/// The attributes with which a key pair is generated.
struct KeyPairTemplate {
  /// How much is said beside what must be.
  enum Extent: CaseIterable {
    /// What the private key must not do is denied.
    case explicit
    /// Nothing is said of rights but signing; tokens that refuse an attribute as such take this.
    case minimal
  }

  let type: KeyPairType
  let label: String
  let id: [UInt8]
  /// Whether the pair vanishes with the session.
  let isSessionObject: Bool
  let extent: Extent
  let habit: KeyTemplateHabit

  var mechanism: MechanismType {
    type.curve == nil ? .rsaKeyPairGeneration : .ecKeyPairGeneration
  }

  var publicAttributes: AttributeTemplate {
    var template = common
    if extent == .explicit {
      template.set(CKA_PRIVATE, false)
      if habit == .explicit { template.set(CKA_VERIFY, true) }
    }
    if let curve = type.curve {
      template.set(CKA_EC_PARAMS, curve.parameters)
    } else {
      template.set(CKA_MODULUS_BITS, type.modulusLengthInBits)
      template.set(CKA_PUBLIC_EXPONENT, [0x01, 0x00, 0x01])
    }
    return template
  }

  var privateAttributes: AttributeTemplate {
    var template = common
    template.set(CKA_PRIVATE, true)
    // Whatever a token refuses, these two are never left to it.
    template.set(CKA_SENSITIVE, true)
    template.set(CKA_EXTRACTABLE, false)
    template.set(CKA_SIGN, true)
    guard extent == .explicit else { return template }
    // Left out, these are what the token thinks best: SoftHSM allows them even to EC keys.
    if habit == .explicit || type.curve != nil { template.set(CKA_DECRYPT, false) }
    template.set(CKA_UNWRAP, false)
    if type.curve != nil { template.set(CKA_DERIVE, false) }
    return template
  }

  private var common: AttributeTemplate {
    var template = AttributeTemplate()
    template.set(CKA_TOKEN, !isSessionObject)
    template.set(CKA_LABEL, Array(label.utf8))
    template.set(CKA_ID, id)
    return template
  }
}

extension KeyPairType {
  /// The curve of an EC key.
  package var curve: NamedCurve? {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .rsa2048, .rsa3072, .rsa4096: nil
    }
  }

  fileprivate var modulusLengthInBits: UInt {
    switch self {
    case .rsa2048: 2048
    case .rsa3072: 3072
    case .rsa4096: 4096
    case .p256, .p384: 0
    }
  }
}
