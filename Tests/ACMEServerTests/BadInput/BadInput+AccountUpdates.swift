import ACMEProtocol

/// Changes of accounts, and lists of orders, that can't be (RFC 8555 §7.1.2.1 and §7.3.2).
extension BadInput {
  static let accountUpdates: [BadInput] = [
    update("a list", "[]", mention: "not a JSON object"),
    update("contacts that are no list", #"{"contact":"mailto:a@b.example"}"#, mention: "'contact'"),
    update("a status that is a number", #"{"status":1}"#, mention: "'status'"),
    update(
      "a contact that is no mail", #"{"contact":["tel:1"]}"#, .unsupportedContact,
      mention: "\"tel:1\" is no mailto: URL"),
    update(
      "a contact with header fields", #"{"contact":["mailto:a@b.example?cc=d"]}"#, .invalidContact,
      mention: "no header fields"),
    update(
      "eleven contacts",
      #"{"contact":[\#((0...10).map { "\"mailto:a\($0)@b.example\"" }.joined(separator: ","))]}"#,
      .invalidContact, mention: "at most 10"),
    update(
      "two bad contacts", #"{"contact":["mailto:a","mailto:b@localhost"]}"#, .invalidContact,
      mention: "\"mailto:b@localhost\" is no valid contact"),
    BadInput("Deactivating another's account", 403, .unauthorized, mention: "another account") {
      try await $0.stranger.request(#"{"status":"deactivated"}"#, to: $0.accountPath)
    },
    BadInput("Changing a deactivated account", 401, .unauthorized, mention: "deactivated") {
      try await $0.former.request(
        #"{"contact":[]}"#, to: Scene.path(of: $0.former.account ?? ""))
    },
    BadInput("Another's list of orders", 403, .unauthorized, mention: "another account") {
      try await $0.stranger.request(to: $0.accountPath + "/orders")
    },
    BadInput("Another's second page of orders", 403, .unauthorized, mention: "another account") {
      try await $0.stranger.request(
        to: $0.accountPath + "/orders/" + String(repeating: "f", count: 32))
    },
    BadInput("A page of orders after what is no order", 404, mention: "nothing at") {
      try await $0.owner.request(to: $0.accountPath + "/orders/1")
    },
  ]

  private static func update(
    _ name: String, _ payload: String, _ type: ProblemType = .malformed, mention: String
  ) -> BadInput {
    BadInput("Account update: \(name)", 400, type, mention: mention) {
      try await $0.owner.request(payload, to: $0.accountPath)
    }
  }
}
