/// One way to prove control of an identifier.
///
/// - Note: RFC 8555 §7.1.5 and §8.
package struct ChallengeResource: Codable, Sendable, Hashable {
  package enum Status: String, Codable, Sendable {
    case pending
    case processing
    case valid
    case invalid
  }

  /// As `http-01`; a string, since clients pass over types that they do not know.
  package var type: String
  package var url: String
  package var status: Status
  package var validated: Timestamp?
  package var error: ProblemDocument?
  /// There for http-01, dns-01 and tls-alpn-01.
  package var token: String?

  package init(
    type: String, url: String, status: Status, validated: Timestamp? = nil,
    error: ProblemDocument? = nil, token: String? = nil
  ) {
    self.type = type
    self.url = url
    self.status = status
    self.validated = validated
    self.error = error
    self.token = token
  }
}

extension ChallengeResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("error", error)
      object.member("status", status)
      object.member("token", token)
      object.member("type", type)
      object.member("url", url)
      object.member("validated", validated)
    }
  }
}

extension ChallengeResource.Status: JSONWritable {}
