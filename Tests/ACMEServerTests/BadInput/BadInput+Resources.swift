import ACMEProtocol
import HTTPTypes

/// Requests that are signed well and ask for what can't be (RFC 8555 §7).
extension BadInput {
  static let accounts: [BadInput] = [
    account("no JSON object", "[]", mention: "not a JSON object"),
    account("empty", "", mention: "payload is empty"),
    account("a contact of the wrong type", #"{"contact":"a"}"#, mention: "'contact'"),
    account(
      "a telephone number", #"{"contact":["tel:1"]}"#, .unsupportedContact, mention: "\"tel:1\""),
    account(
      "two addresses in one", #"{"contact":["mailto:a@b.example,c@d.example"]}"#, .invalidContact,
      mention: "one address"),
    account(
      "for a key without an account", #"{"onlyReturnExisting":true}"#, .accountDoesNotExist,
      mention: "No account has this key"),
    BadInput("The URL of another account", 403, .unauthorized, mention: "another account") {
      try await $0.stranger.request(to: $0.accountPath)
    },
  ]

  static let readings: [BadInput] = [
    reading("order", \.orderPath), reading("list of orders", \.ordersPath),
    reading("certificate", \.certificatePath),
    reading("directory", \.directoryPath), reading("newNonce", \.newNoncePath),
  ]

  static let orders: [BadInput] = [
    order("empty", "", mention: "payload is empty"),
    order("no identifiers", "{}", mention: "'identifiers' is missing"),
    order("an empty list", #"{"identifiers":[]}"#, mention: "no \"identifiers\""),
    order("a list of texts", #"{"identifiers":["a"]}"#, mention: "wrong JSON type"),
    order("a null value", #"{"identifiers":[{"type":"dns","value":null}]}"#, mention: "is null"),
    order(
      "another type", #"{"identifiers":[{"type":"ip","value":"192.0.2.1"}]}"#,
      .unsupportedIdentifier, mention: "\"ip\" is not supported"),
    order(
      "too many", Applicant.newOrder((0...TestAuthority.identifierLimit).map { "n\($0).example" }),
      mention: "at most 3"),
    name("*.a.example", mention: "Wildcards need"), name("192.0.2.1", mention: "is an IP address"),
    name("", mention: "is empty"), name("localhost", mention: "is a single label"),
    name("a..example", mention: "an empty label"), name("a.example.", mention: "ends in a dot"),
    name("a_b.example", mention: "only letters"),
    name("a b.example", mention: "only letters"), name("a\\u0000.example", mention: "U+0"),
    name(
      String(repeating: "a", count: 64) + ".example", mention: "longer than 63 octets"),
    name("-a.example", mention: "hyphen"), name("a.123", mention: "ends in \"123\""),
    order(
      "one bad name among good ones", Applicant.newOrder(["a.example", "b"]), .rejectedIdentifier,
      mention: "\"b\" is a single label"),
    order(
      "notAfter that is no time",
      #"{"identifiers":[{"type":"dns","value":"a.example"}],"notAfter":"soon"}"#,
      mention: "notAfter"),
  ]

  /// The time is 2027-01-15T08:00:00Z; the issuer's certificate is as old, the profile's are valid
  /// for 90 days.
  static let validities: [BadInput] = [
    validity(
      ["notBefore": "2027-01-15T07:59:59Z"],
      mention: "\"notBefore\" is 2027-01-15T07:59:59Z, and it can be from 2027-01-15T08:00:00Z to "
        + "2027-01-17T08:00:00Z"),
    validity(["notBefore": "2027-01-17T08:00:01Z"], mention: "to 2027-01-17T08:00:00Z"),
    validity(
      ["notAfter": "2027-01-15T08:00:00Z"],
      mention: "\"notAfter\" is 2027-01-15T08:00:00Z, and it can be from 2027-01-15T08:00:01Z to "
        + "2027-04-15T07:59:59Z"),
    validity(["notAfter": "2027-04-15T08:00:00Z"], mention: "to 2027-04-15T07:59:59Z"),
    validity(
      ["notBefore": "2027-01-16T00:00:00Z", "notAfter": "2027-01-16T00:00:00Z"],
      mention: "can be from 2027-01-16T00:00:01Z to 2027-04-15T23:59:59Z"),
    validity(["notAfter": "9999-12-31T23:59:60Z"], mention: "beyond what a certificate can say"),
  ]

  static let deactivations: [BadInput] = [
    deactivation("of a missing status", "{}", mention: "'status' is missing"),
    deactivation("as valid", #"{"status":"valid"}"#, mention: "not to \"valid\""),
    deactivation("by a list", "[]", mention: "not a JSON object"),
  ]

  static let challenges: [BadInput] = [
    BadInput("A challenge answered with a list", mention: "not a JSON object") {
      try await $0.owner.request("[]", to: $0.challengePath)
    },
    BadInput("A challenge of a method that there is not", 404, mention: "nothing at") {
      try await $0.owner.request("{}", to: $0.challengePath.dropLast(7) + "tls-sni-01")
    },
  ]

  static let foreign: [BadInput] = [
    foreign("order", \.orderPath), foreign("authorization", \.authorizationPath),
    foreign("authorization", \.authorizationPath, payload: #"{"status":"deactivated"}"#),
    BadInput("Another's certificate", 403, .unauthorized, mention: "no such certificate") {
      try await $0.stranger.request(to: $0.certificatePath)
    },
    foreign("authorization", \.challengePath, payload: "{}"),
    foreign("authorization", \.challengePath),
    foreign("order", \.finalizePath, payload: #"{"csr":"AAAA"}"#),
  ]

  static let methods: [BadInput] =
    [
      method(.get, "account", \.accountPath), method(.get, "order", \.orderPath),
      method(.get, "authorization", \.authorizationPath),
      method(.get, "challenge", \.challengePath), method(.get, "certificate", \.certificatePath),
      method(.get, "finalize URL", \.finalizePath), method(.put, "order", \.orderPath),
      method(.delete, "account", \.accountPath), method(.patch, "order", \.orderPath),
    ]
    + [
      "/", "/acme/", "/acme/order/", "/acme/order/1", "/acme/nothing", "/directory/",
      "/acme/%6eew-order",
    ]
    .flatMap { path in [HTTPRequest.Method.get, .post].map { nothing($0, at: path) } }

  private static func account(
    _ name: String, _ payload: String, _ type: ProblemType = .malformed, mention: String
  ) -> BadInput {
    BadInput("newAccount: \(name)", 400, type, mention: mention) {
      try await Applicant(client: $0.client).request(payload, to: "/acme/new-account")
    }
  }

  private static func reading(
    _ name: String, _ path: @escaping @Sendable (Scene) -> String
  ) -> BadInput {
    BadInput("A payload to read: \(name)", mention: "payload must be empty") {
      try await $0.owner.request("{}", to: path($0))
    }
  }

  static func order(
    _ name: String, _ payload: String, _ type: ProblemType = .malformed, mention: String
  ) -> BadInput {
    BadInput("newOrder: \(name)", 400, type, mention: mention) { try await $0.newOrder(payload) }
  }

  private static func validity(_ bounds: [String: String], mention: String) -> BadInput {
    let name = bounds.sorted { $0.key > $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
    return BadInput("newOrder: \(name)", 403, .unauthorized, mention: mention) {
      try await $0.newOrder(Applicant.newOrder(["a.example"], bounds))
    }
  }

  private static func deactivation(_ name: String, _ payload: String, mention: String) -> BadInput {
    BadInput("Deactivation \(name)", mention: mention) {
      try await $0.owner.request(payload, to: $0.authorizationPath)
    }
  }

  static func name(_ text: String, mention: String) -> BadInput {
    order("the name \(text)", Applicant.newOrder([text]), .rejectedIdentifier, mention: mention)
  }

  private static func foreign(
    _ subject: String, _ path: @escaping @Sendable (Scene) -> String, payload: String = ""
  ) -> BadInput {
    BadInput("Another's \(subject)", 404, mention: "no such \(subject) of this account") {
      try await $0.stranger.request(payload, to: path($0))
    }
  }

  private static func method(
    _ method: HTTPRequest.Method, _ subject: String,
    _ path: @escaping @Sendable (Scene) -> String
  ) -> BadInput {
    BadInput("\(method.rawValue) of the \(subject)", 405, mention: "use POST") {
      RawRequest(path: path($0), method: method, headers: [:])
    }
  }

  private static func nothing(_ method: HTTPRequest.Method, at path: String) -> BadInput {
    BadInput("\(method.rawValue) \(path)", 404, mention: "nothing at \(path)") {
      var request = try await $0.newOrder()
      request.method = method
      request.path = path
      return request
    }
  }
}

extension Scene {
  fileprivate var ordersPath: String { accountPath + "/orders" }
  fileprivate var directoryPath: String { "/directory" }
  fileprivate var newNoncePath: String { "/acme/new-nonce" }
  fileprivate var finalizePath: String { Self.path(of: ready.resource.finalize) }
}
