/// What is fuzzed: readers of bytes from strangers, and what must hold of whatever they take.
///
/// That they don't crash is the least of it. Each target also says what its reader promises: that a
/// second reader agrees, that what was read is written back to the same, that there is one form of it.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Base64url, challenge tokens and key authorizations.
  case base64url
  /// Certificate signing requests.
  case csr
  /// The strict scanner of JSON.
  case json
  /// Signed requests, as bytes and as header and payload that are wrapped well.
  case jws
  /// SubjectPublicKeyInfos and JWKs.
  case keys
  /// DNS names.
  case names
  /// TXT and CAA records, and the values of CAA properties.
  case records
  /// The redirects of strangers' web servers.
  case redirects
  /// The payloads of requests, and times.
  case resources

  /// What is wrong with how `bytes` were read; nil when all is as promised.
  package func violation(of bytes: [UInt8]) -> String? {
    do {
      switch self {
      case .base64url: try Base64URLProperty.check(bytes)
      case .csr: try SigningRequestProperty.check(bytes)
      case .json: try JSONProperty.check(bytes)
      case .jws: try JWSProperty.check(bytes)
      case .keys: try KeyProperty.check(bytes)
      case .names: try NameProperty.check(bytes)
      case .records: try RecordProperty.check(bytes)
      case .redirects: try RedirectProperty.check(bytes)
      case .resources: try ResourceProperty.check(bytes)
      }
      return nil
    } catch {
      return "\(rawValue): \(error.text)"
    }
  }
}
