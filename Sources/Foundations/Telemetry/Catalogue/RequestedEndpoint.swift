/// What an ACME request was for, as metrics name it.
package enum RequestedEndpoint: String, Sendable, Hashable, CaseIterable {
  case directory
  case newNonce
  case newAccount
  case account
  case accountOrders
  case keyChange
  case newOrder
  case order
  case finalize
  case authorization
  case challenge
  case certificate
  case revokeCert
  case renewalInfo
  /// A path of nothing that the server has.
  case unknown
}
