/// Says that a challenge may now be tried: an empty object.
///
/// - Note: RFC 8555 §7.5.1. Members that a client adds are passed over.
package struct ChallengeResponseRequest: Codable, Sendable, Hashable {
  package init() {}

  package init(from decoder: any Decoder) throws {
    // An empty struct would take any JSON value; this one must be an object.
    _ = try decoder.container(keyedBy: NoMembers.self)
  }

  package func encode(to encoder: any Encoder) throws {
    _ = encoder.container(keyedBy: NoMembers.self)
  }

  private enum NoMembers: CodingKey {}
}
