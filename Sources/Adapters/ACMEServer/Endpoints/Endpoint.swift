package import AuthorityModel
package import HTTPTypes

/// The resources that the server has, each with its path.
///
/// Paths are read and written here and nowhere else.
///
/// - Note: RFC 8555 §7.1, RFC 9773 §3.
package enum Endpoint: Sendable, Hashable {
  case directory
  case newNonce
  case newAccount
  case newOrder
  case keyChange
  case revokeCert
  case account(AccountID)
  /// A page of an account's orders; the first where there is no cursor.
  case accountOrders(AccountID, after: OrderID?)
  case order(OrderID)
  case finalize(OrderID)
  case authorization(AuthorizationID)
  case challenge(AuthorizationID, Challenge.Method)
  case certificate(SerialNumber)
  /// One of a certificate's other chains, from 1.
  case alternateChain(SerialNumber, Int)
  /// What is written in the certificate's place, which may be no certificate's identifier; nil for the
  /// beginning of all such URLs.
  case renewalInfo(String?)

  /// The resource at a path; nil where there is none.
  package init?(path: some StringProtocol) {
    switch path {
    case "/directory": self = .directory
    case "/acme/new-nonce": self = .newNonce
    case "/acme/new-account": self = .newAccount
    case "/acme/new-order": self = .newOrder
    case "/acme/key-change": self = .keyChange
    case "/acme/revoke-cert": self = .revokeCert
    case "/acme/renewal-info": self = .renewalInfo(nil)
    default:
      // Bytes, since to look for a Character is to look for the ends of all the others.
      let segments = String(path)[...].utf8.split(
        separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard let named = Endpoint(segments: segments.map(Substring.init)) else { return nil }
      self = named
    }
  }

  /// The resource that `["", "acme", kind, name, …]` names.
  private init?(segments: [Substring]) {
    guard segments.count >= 4, segments[0].isEmpty, segments[1] == "acme" else { return nil }
    let name = segments[3]
    switch (segments[2], segments.count) {
    case ("account", 4):
      guard let id = AccountID(text: name) else { return nil }
      self = .account(id)
    case ("account", 5):
      guard let id = AccountID(text: name), segments[4] == "orders" else { return nil }
      self = .accountOrders(id, after: nil)
    case ("account", 6):
      guard let id = AccountID(text: name), segments[4] == "orders",
        let cursor = OrderID(text: segments[5])
      else { return nil }
      self = .accountOrders(id, after: cursor)
    case ("order", 4):
      guard let id = OrderID(text: name) else { return nil }
      self = .order(id)
    case ("order", 5):
      guard let id = OrderID(text: name), segments[4] == "finalize" else { return nil }
      self = .finalize(id)
    case ("authorization", 4):
      guard let id = AuthorizationID(text: name) else { return nil }
      self = .authorization(id)
    case ("challenge", 5):
      guard
        let id = AuthorizationID(text: name),
        let method = Challenge.Method(rawValue: String(segments[4]))
      else { return nil }
      self = .challenge(id, method)
    case ("certificate", 4):
      guard let serial = SerialNumber(text: name) else { return nil }
      self = .certificate(serial)
    case ("certificate", 5):
      guard let serial = SerialNumber(text: name), let number = Int(segments[4]), number > 0,
        "\(number)" == segments[4]
      else { return nil }
      self = .alternateChain(serial, number)
    case ("renewal-info", 4): self = .renewalInfo(String(name))
    default: return nil
    }
  }

  package var path: String {
    switch self {
    case .directory: "/directory"
    case .newNonce: "/acme/new-nonce"
    case .newAccount: "/acme/new-account"
    case .newOrder: "/acme/new-order"
    case .keyChange: "/acme/key-change"
    case .revokeCert: "/acme/revoke-cert"
    case .account(let id): "/acme/account/\(id)"
    case .accountOrders(let id, nil): "/acme/account/\(id)/orders"
    case .accountOrders(let id, let cursor?): "/acme/account/\(id)/orders/\(cursor)"
    case .order(let id): "/acme/order/\(id)"
    case .finalize(let id): "/acme/order/\(id)/finalize"
    case .authorization(let id): "/acme/authorization/\(id)"
    case .challenge(let id, let method): "/acme/challenge/\(id)/\(method.rawValue)"
    case .certificate(let serial): "/acme/certificate/\(serial)"
    case .alternateChain(let serial, let number): "/acme/certificate/\(serial)/\(number)"
    case .renewalInfo(nil): "/acme/renewal-info"
    case .renewalInfo(let certificate?): "/acme/renewal-info/\(certificate)"
    }
  }

  /// The methods that may be used on it: GET only on what needs no authentication, POST everywhere
  /// (RFC 8555 §6.3).
  package var allowedMethods: [HTTPRequest.Method] {
    switch self {
    case .directory, .newNonce, .renewalInfo: [.get, .head, .post]
    case .newAccount, .newOrder, .keyChange, .revokeCert, .account, .accountOrders, .order,
      .finalize, .authorization, .challenge, .certificate, .alternateChain:
      [.post]
    }
  }
}

/// Where the server is to be found from outside.
package struct ResourceURLs: Sendable {
  /// `https://host[:port]`, without a slash at the end.
  private let base: String

  package init(externalURL: String) {
    base = externalURL
  }

  package subscript(endpoint: Endpoint) -> String { base + endpoint.path }

  /// The URL of a request, as its client must have signed it (RFC 8555 §6.4).
  func requested(path: String) -> String { base + path }

  /// The account that a `kid` names; nil where it names none of ours.
  func account(at url: String) -> AccountID? {
    guard
      url.utf8.starts(with: base.utf8),
      case .account(let id)? = Endpoint(path: Substring(url.utf8.dropFirst(base.utf8.count)))
    else { return nil }
    return id
  }
}
