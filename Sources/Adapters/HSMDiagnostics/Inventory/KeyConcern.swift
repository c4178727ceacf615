package import Cryptoki

/// Something about a private key that its owner should know.
package enum KeyConcern: String, Sendable, Hashable, CaseIterable {
  /// Its value may be read in the clear.
  case notSensitive
  /// It may leave the token, wrapped by another key.
  case extractable
  /// It may not leave the token now, but could once.
  case onceExtractable
  /// It may decrypt.
  case decrypts
  /// It may unwrap other keys.
  case unwraps
  /// It may not sign, so that a CA can't use it.
  case mayNotSign
  /// It was made outside of the token, so that copies may exist.
  case imported

  /// Whether a CA's key must not have it: it endangers the key, beyond being unusual.
  package var isUnsafe: Bool {
    switch self {
    case .notSensitive, .extractable, .onceExtractable, .decrypts, .unwraps: true
    case .mayNotSign, .imported: false
    }
  }

  /// What it means, in one clause.
  package var explanation: String {
    switch self {
    case .notSensitive: "not sensitive: whoever logs in can read the private key"
    case .extractable: "extractable: whoever logs in can wrap the key and take it away"
    case .onceExtractable: "was extractable once: copies may exist"
    case .decrypts: "may decrypt (CKA_DECRYPT), which no CA's key needs"
    case .unwraps: "may unwrap keys (CKA_UNWRAP), which no CA's key needs"
    case .mayNotSign: "may not sign (CKA_SIGN is false): a CA can't use it"
    case .imported: "not generated in the token: copies may exist elsewhere"
    }
  }
}

extension KeyAttributes {
  /// What is to be said of the key; what the token doesn't tell is taken to be in order.
  package var concerns: [KeyConcern] {
    var concerns: [KeyConcern] = []
    if isSensitive == false { concerns.append(.notSensitive) }
    if isExtractable == true {
      concerns.append(.extractable)
    } else if wasNeverExtractable == false {
      concerns.append(.onceExtractable)
    }
    if mayDecrypt == true { concerns.append(.decrypts) }
    if mayUnwrap == true { concerns.append(.unwraps) }
    if maySign == false { concerns.append(.mayNotSign) }
    if isLocal == false { concerns.append(.imported) }
    return concerns
  }

  /// The attributes in words: `sensitive, never extractable, sign only, generated in the token`.
  package var words: [String] {
    var words: [String] = []
    if let isSensitive { words.append(isSensitive ? "sensitive" : "NOT sensitive") }
    if isExtractable == true {
      words.append("EXTRACTABLE")
    } else if let wasNeverExtractable {
      words.append(wasNeverExtractable ? "never extractable" : "not extractable, but once was")
    } else if isExtractable == false {
      words.append("not extractable")
    }
    words.append(rights)
    if let isLocal { words.append(isLocal ? "generated in the token" : "imported") }
    return words
  }

  /// What the key may do.
  private var rights: String {
    let rights = [
      maySign == true ? "sign" : nil, mayDecrypt == true ? "decrypt" : nil,
      mayUnwrap == true ? "unwrap" : nil,
    ].compactMap(\.self)
    return switch rights {
    case ["sign"]: "sign only"
    case []: maySign == nil ? "rights not told" : "no right to sign"
    default: "may " + rights.joined(separator: ", ")
    }
  }
}
