/// One thing that a standard asks of a server, in our words.
struct Requirement: Sendable, Hashable, Decodable {
  /// The standard's word for how much it insists (RFC 2119).
  enum Level: String, Sendable, Hashable, Decodable {
    case must = "MUST"
    case mustNot = "MUST NOT"
    case should = "SHOULD"
    case shouldNot = "SHOULD NOT"
  }

  /// `8555/6.5/nonce-once`: the RFC, the section, a name.
  let id: String
  let level: Level
  /// What is asked, paraphrased.
  let says: String
  /// Why Chancery does otherwise; what has one needs no test.
  let divergence: String?
  /// What is still to come; none when a release is made.
  let pending: String?

  /// The section, from the id.
  var section: String {
    let parts = id.split(separator: "/")
    return parts.count == 3 ? String(parts[1]) : ""
  }

  init(
    id: String, level: Level, says: String, divergence: String? = nil, pending: String? = nil
  ) {
    self.id = id
    self.level = level
    self.says = says
    self.divergence = divergence
    self.pending = pending
  }
}
