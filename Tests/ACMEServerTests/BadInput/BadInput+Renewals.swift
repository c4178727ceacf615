import ACMEProtocol
import AuthorityModel
import HTTPTypes

/// Certificates that nobody can ask about, or replace (RFC 9773 §4.1 and §5).
extension BadInput {
  static let renewals: [BadInput] = [
    BadInput("Renewal information of nothing", 404, mention: "names no certificate") { _ in
      RawRequest(path: "/acme/renewal-info", method: .get, headers: [:])
    },
    asking("an empty name", mention: "not two parts") { _ in "" },
    asking("a serial number alone", mention: "not two parts") { _ in "AIdlQyE" },
    asking("three parts", mention: "not two parts") { $0.identifier + ".AA" },
    asking("a padded name", mention: "leave the '=' padding out") { $0.identifier + "=" },
    asking("an escaped full stop", mention: "not two parts") {
      $0.identifier.replacing(".", with: "%2E")
    },
    asking("a plus sign", mention: "not in its alphabet") { "+" + $0.identifier },
    asking("a negative serial number", mention: "is negative") { _ in "aYhb.h2VDIQ" },
    asking("a serial number with a zero too many", mention: "that DER doesn't write") { _ in
      "aYhb.AH8"
    },
    asking("10,000 characters", mention: "it has 10000 characters") { _ in
      String(repeating: "a", count: 10_000)
    },
    asking("a serial number that wasn't drawn", 404, mention: "issued no certificate") {
      $0.identifier(serial: TestAuthority.serial())
    },
    asking("a serial number that can't be drawn", 404, mention: "issued no certificate") { _ in
      "aYhb.AIdlQyE"
    },
    asking("another issuer's key", 404, mention: "issued no certificate") {
      $0.identifier(issuer: [1, 2, 3])
    },
    BadInput("A payload to read: renewal information", mention: "payload must be empty") {
      try await $0.owner.request("{}", to: "/acme/renewal-info/" + $0.identifier)
    },
    BadInput("PUT of renewal information", 405, mention: "use GET or HEAD or POST") {
      RawRequest(path: "/acme/renewal-info/" + $0.identifier, method: .put, headers: [:])
    },
    replacing("what is a number", "1", mention: "'replaces' has the wrong JSON type"),
    replacing("what is empty", #""""#, mention: "'replaces' is no certificate identifier"),
    replacing("a padded name", #""aYhb.AIdlQyE=""#, mention: "leave the '=' padding out"),
    replacing("a serial number alone", #""AIdlQyE""#, mention: "not two parts"),
    replacing(
      "a serial number that can't be drawn", #""aYhb.AIdlQyE""#, 403, .unauthorized,
      mention: "names no certificate that this account ordered"),
    BadInput("newOrder: replaces another's certificate", 403, .unauthorized, mention: "no cert") {
      try await $0.stranger.request(
        Applicant.newOrder(["valid.example"], ["replaces": $0.identifier]), to: "/acme/new-order")
    },
    BadInput("newOrder: replaces what another issued", 403, .unauthorized, mention: "no cert") {
      try await $0.newOrder(
        Applicant.newOrder(["valid.example"], ["replaces": $0.identifier(issuer: [1, 2, 3])]))
    },
    BadInput("newOrder: replaces a certificate of other names", mention: "(valid.example)") {
      try await $0.newOrder(
        Applicant.newOrder(["www.valid.example"], ["replaces": $0.identifier]))
    },
    BadInput(
      "newOrder: replaces a certificate that is replaced already", 409, .alreadyReplaced,
      mention: "is replaced by the order"
    ) {
      let order = Applicant.newOrder(["valid.example"], ["replaces": $0.identifier])
      _ = try await $0.client.send(try await $0.newOrder(order))
      return try await $0.newOrder(order)
    },
  ]

  private static func asking(
    _ name: String, _ status: Int = 400, mention: String,
    _ identifier: @escaping @Sendable (Scene) -> String
  ) -> BadInput {
    BadInput("Renewal information of \(name)", status, mention: mention) {
      RawRequest(path: "/acme/renewal-info/" + identifier($0), method: .get, headers: [:])
    }
  }

  private static func replacing(
    _ name: String, _ value: String, _ status: Int = 400, _ type: ProblemType = .malformed,
    mention: String
  ) -> BadInput {
    BadInput("newOrder: replaces \(name)", status, type, mention: mention) {
      let order = Applicant.newOrder(["a.example"]).dropLast()
      return try await $0.newOrder(order + ",\"replaces\":\(value)}")
    }
  }
}
