/// Leave, granted or not, to issue for one identifier.
///
/// - Note: RFC 8555 §7.1.4; the statuses are those of §7.1.6.
package struct AuthorizationResource: Codable, Sendable, Hashable {
  package enum Status: String, Codable, Sendable {
    case pending
    case valid
    case invalid
    case deactivated
    case expired
    case revoked
  }

  package var identifier: IdentifierResource
  package var status: Status
  /// Required once the authorization is valid.
  package var expires: Timestamp?
  package var challenges: [ChallengeResource]
  /// Only ever true: for other names it must be left out.
  package var wildcard: Bool?

  package init(
    identifier: IdentifierResource, status: Status, expires: Timestamp? = nil,
    challenges: [ChallengeResource], wildcard: Bool? = nil
  ) {
    self.identifier = identifier
    self.status = status
    self.expires = expires
    self.challenges = challenges
    self.wildcard = wildcard
  }
}

extension AuthorizationResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("challenges", challenges)
      object.member("expires", expires)
      object.member("identifier", identifier)
      object.member("status", status)
      object.member("wildcard", wildcard)
    }
  }
}

extension AuthorizationResource.Status: JSONWritable {}
