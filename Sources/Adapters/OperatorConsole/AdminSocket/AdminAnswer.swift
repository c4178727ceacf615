/// What a running CA answers to an ``AdminRequest``, as one line of JSON.
package enum AdminAnswer: Sendable, Hashable {
  case tokens([TokenReport])
  /// What was asked can't be done; a clause without a full stop.
  case refusal(String)
}

extension AdminAnswer: Codable {
  private enum CodingKeys: String, CodingKey {
    case version
    case tokens
    case error
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .error) {
      self = .refusal(reason)
    } else {
      self = .tokens(try container.decode([TokenReport].self, forKey: .tokens))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(AdminRequest.version, forKey: .version)
    switch self {
    case .tokens(let reports): try container.encode(reports, forKey: .tokens)
    case .refusal(let reason): try container.encode(reason, forKey: .error)
    }
  }
}
