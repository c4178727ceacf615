/// What a running CA answers to an ``AdminRequest``, as one line of JSON.
package enum AdminAnswer: Sendable, Hashable {
  case tokens([TokenReport])
  case revocation(RevocationReport)
  case blockedKeys([BlockedKeyReport])
  case queue(QueueReport)
  /// What was asked can't be done; a clause without a full stop.
  case refusal(String)
}

extension AdminAnswer: Codable {
  private enum CodingKeys: String, CodingKey {
    case version
    case tokens
    case revocation
    case blockedKeys
    case queue
    case error
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .error) {
      self = .refusal(reason)
    } else if let report = try container.decodeIfPresent(
      RevocationReport.self, forKey: .revocation)
    {
      self = .revocation(report)
    } else if let reports = try container.decodeIfPresent(
      [BlockedKeyReport].self, forKey: .blockedKeys)
    {
      self = .blockedKeys(reports)
    } else if let report = try container.decodeIfPresent(QueueReport.self, forKey: .queue) {
      self = .queue(report)
    } else {
      self = .tokens(try container.decode([TokenReport].self, forKey: .tokens))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(AdminRequest.version, forKey: .version)
    switch self {
    case .tokens(let reports): try container.encode(reports, forKey: .tokens)
    case .revocation(let report): try container.encode(report, forKey: .revocation)
    case .blockedKeys(let reports): try container.encode(reports, forKey: .blockedKeys)
    case .queue(let report): try container.encode(report, forKey: .queue)
    case .refusal(let reason): try container.encode(reason, forKey: .error)
    }
  }
}
