import ACMEProtocol

/// Shows what a challenge asks for, where the server looks for it.
enum ChallengeSolver: Sendable {
  case http01(ChallengeTokens)
  case dns01(any DNSPublisher)

  /// The type of challenge that it solves, as in the authorization.
  var type: String {
    switch self {
    case .http01: "http-01"
    case .dns01: "dns-01"
    }
  }

  /// Shows the answer; when this returns, the server may look.
  func present(_ authorization: KeyAuthorization, for name: String) async throws(DNSPublisherError)
  {
    switch self {
    case .http01(let tokens): tokens.publish(authorization)
    case .dns01(let publisher):
      try await publisher.present(
        name: Self.recordName(for: name), value: authorization.recordValue)
    }
  }

  /// Shows it no longer.
  ///
  /// That it may stay is no harm to a measurement.
  func withdraw(_ authorization: KeyAuthorization, for name: String) async {
    switch self {
    case .http01(let tokens): tokens.withdraw(authorization.token.text)
    case .dns01(let publisher):
      try? await publisher.cleanUp(
        name: Self.recordName(for: name), value: authorization.recordValue)
    }
  }

  /// Where the record of a name is looked for.
  ///
  /// - Note: RFC 8555 §8.4. A wildcard is validated by what it stands below (§7.1.3).
  static func recordName(for name: String) -> String {
    "_acme-challenge." + (name.hasPrefix("*.") ? String(name.dropFirst(2)) : name)
  }
}

extension KeyAuthorization {
  /// What the TXT record holds.
  ///
  /// - Note: RFC 8555 §8.4.
  var recordValue: String { Base64URL.encode(digest) }
}
