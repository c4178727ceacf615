internal import Telemetry

extension Endpoint {
  /// What it is, without whose, as metrics name it.
  var kind: RequestedEndpoint {
    switch self {
    case .directory: .directory
    case .newNonce: .newNonce
    case .newAccount: .newAccount
    case .newOrder: .newOrder
    case .keyChange: .keyChange
    case .revokeCert: .revokeCert
    case .account: .account
    case .accountOrders: .accountOrders
    case .order: .order
    case .finalize: .finalize
    case .authorization: .authorization
    case .challenge: .challenge
    case .certificate, .alternateChain: .certificate
    case .renewalInfo: .renewalInfo
    }
  }
}
