/// Where everything is: the one URL that a client is configured with leads here.
///
/// - Note: RFC 8555 §7.1.1, RFC 9773 §3. What the server does not offer is left out.
package struct DirectoryResource: Codable, Sendable, Hashable {
  package struct Metadata: Codable, Sendable, Hashable {
    package var termsOfService: String?
    package var website: String?
    package var caaIdentities: [String]?
    package var externalAccountRequired: Bool?

    package init(
      termsOfService: String? = nil, website: String? = nil, caaIdentities: [String]? = nil,
      externalAccountRequired: Bool? = nil
    ) {
      self.termsOfService = termsOfService
      self.website = website
      self.caaIdentities = caaIdentities
      self.externalAccountRequired = externalAccountRequired
    }
  }

  package var newNonce: String
  package var newAccount: String
  package var newOrder: String
  package var newAuthz: String?
  package var revokeCert: String?
  package var keyChange: String?
  /// The beginning of the URLs of renewal information.
  package var renewalInfo: String?
  package var meta: Metadata?

  package init(
    newNonce: String, newAccount: String, newOrder: String, newAuthz: String? = nil,
    revokeCert: String? = nil, keyChange: String? = nil, renewalInfo: String? = nil,
    meta: Metadata? = nil
  ) {
    self.newNonce = newNonce
    self.newAccount = newAccount
    self.newOrder = newOrder
    self.newAuthz = newAuthz
    self.revokeCert = revokeCert
    self.keyChange = keyChange
    self.renewalInfo = renewalInfo
    self.meta = meta
  }
}

extension DirectoryResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("keyChange", keyChange)
      object.member("meta", meta)
      object.member("newAccount", newAccount)
      object.member("newAuthz", newAuthz)
      object.member("newNonce", newNonce)
      object.member("newOrder", newOrder)
      object.member("renewalInfo", renewalInfo)
      object.member("revokeCert", revokeCert)
    }
  }
}

extension DirectoryResource.Metadata: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("caaIdentities", caaIdentities)
      object.member("externalAccountRequired", externalAccountRequired)
      object.member("termsOfService", termsOfService)
      object.member("website", website)
    }
  }
}
