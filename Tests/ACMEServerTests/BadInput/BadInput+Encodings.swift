import ACMEProtocol

/// Bytes that are not the one canonical form of what they mean (RFC 8555 §6.1, RFC 7515 §2).
extension BadInput {
  static let encodings: [BadInput] = [
    BadInput("A padded signature", mention: "signature is not base64url") {
      try await $0.newOrder().replacing(#""}"#, by: #"=="}"#)
    },
    BadInput("A padded header", mention: "protected is not base64url") {
      try await $0.newOrder().replacing(#"","payload"#, by: #"=","payload"#)
    },
    BadInput("A line break in the signature", mention: "signature is not base64url") {
      try await $0.newOrder().replacing(#""signature":""#, by: #""signature":"\n"#)
    },
    BadInput("Loose bits at the signature's end", mention: "signature is not canonical") {
      var request = try await $0.newOrder()
      // 64 bytes are 86 characters, of which the last has four bits to spare: only A, Q, g, w end it.
      request.body[request.body.count - 3] += 1
      return request
    },
    BadInput("Loose bits at the payload's end", mention: "payload is not canonical") { scene in
      // Not signed, but refused before that.
      try await scene.newOrder("{}").replacing(#""payload":"e30""#, by: #""payload":"e31""#)
    },
    BadInput("A signature of 33 bytes", 403, .unauthorized, mention: "does not verify") {
      var request = try await $0.newOrder()
      request.body.removeSubrange((request.body.count - 44)..<(request.body.count - 2))
      return request
    },
    BadInput("An empty signature", 403, .unauthorized, mention: "does not verify") {
      var request = try await $0.newOrder()
      request.body.removeSubrange((request.body.count - 88)..<(request.body.count - 2))
      return request
    },
    spoilt("A NUL in the body", at: 1, by: 0, mention: "body is not JSON"),
    spoilt("A NUL in the signature", at: -4, by: 0, mention: "body is not JSON"),
    spoilt("Invalid UTF-8 in the body", at: -4, by: 0xff, mention: "body is not UTF-8"),
    BadInput("A byte order mark before the body", mention: "body is not a JSON object") {
      var request = try await $0.newOrder()
      request.body = mark + request.body
      return request
    },
    header("Invalid UTF-8 in the header", mention: "protected is not UTF-8") { text in
      Array(text.utf8.dropLast()) + Array(#","a":""#.utf8) + [0xff] + Array(#""}"#.utf8)
    },
    header("A NUL in the header", mention: "protected is not JSON") { Array($0.utf8) + [0] },
    header("A byte order mark before the header", mention: "protected is not a JSON object") {
      mark + Array($0.utf8)
    },
    payload("Invalid UTF-8 in the payload", mention: "payload is not UTF-8") {
      Array($0.utf8.dropLast()) + Array(#","a":""#.utf8) + [0xff] + Array(#""}"#.utf8)
    },
    payload("A NUL after the payload", mention: "payload is not JSON") { Array($0.utf8) + [0] },
    payload("A byte order mark before the payload", mention: "payload is not a JSON object") {
      mark + Array($0.utf8)
    },
    payload("A payload in UTF-16", mention: "payload is not JSON") {
      $0.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 & 0xff), UInt8($0 >> 8)] }
    },
    payload("Something after the payload", mention: "payload is not JSON") {
      Array("\($0){}".utf8)
    },
  ]

  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// - Parameter offset: From the body's end where it is negative.
  private static func spoilt(
    _ name: String, at offset: Int, by byte: UInt8, mention: String
  ) -> BadInput {
    BadInput(name, mention: mention) {
      var request = try await $0.newOrder()
      request.body[offset < 0 ? request.body.count + offset : offset] = byte
      return request
    }
  }

  /// A newOrder whose header is other bytes than it should be, and signed.
  private static func header(
    _ name: String, mention: String, _ change: @escaping @Sendable (String) -> [UInt8]
  ) -> BadInput {
    BadInput(name, mention: mention) { scene in
      try await scene.owner.request(to: "/acme/new-order") { change(scene.header(nonce: $0)) }
    }
  }

  /// A newOrder whose payload is other bytes than it should be, and signed.
  private static func payload(
    _ name: String, mention: String, _ change: @escaping @Sendable (String) -> [UInt8]
  ) -> BadInput {
    BadInput(name, mention: mention) { scene in
      try await scene.owner.request(
        to: "/acme/new-order", payload: change(Applicant.newOrder(["a.example"]))
      ) { Array(scene.header(nonce: $0).utf8) }
    }
  }
}

extension Scene {
  /// The text of the header that a newOrder of the owner's should have.
  func header(nonce: String) -> String {
    #"{"alg":"ES256","nonce":"\#(nonce)","url":"\#(TestAuthority.externalURL)/acme/new-order","#
      + #""kid":"\#(owner.account ?? "")"}"#
  }
}
