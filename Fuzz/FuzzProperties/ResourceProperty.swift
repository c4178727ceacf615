import ACMEProtocol

/// A payload that is taken is written back to one that means the same.
enum ResourceProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    try checkTime(bytes)
    try checkIdentifier(bytes)
    try check(AccountUpdateRequest.self, bytes)
    try check(ChallengeResponseRequest.self, bytes)
    try check(DeactivationRequest.self, bytes)
    try check(FinalizeRequest.self, bytes)
    try check(NewAccountRequest.self, bytes)
    try check(NewOrderRequest.self, bytes)
    try check(AccountResource.self, bytes)
    try checkWriter(AccountResource.self, bytes)
    try check(OrderResource.self, bytes)
    try checkWriter(OrderResource.self, bytes)
    try check(AuthorizationResource.self, bytes)
    try checkWriter(AuthorizationResource.self, bytes)
    try check(ProblemDocument.self, bytes)
    try checkWriter(ProblemDocument.self, bytes)
    try checkWriter(DirectoryResource.self, bytes)
    try checkWriter(OrderListResource.self, bytes)
    try check(RenewalInfoResource.self, bytes)
    try checkWriter(RenewalInfoResource.self, bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    try require(text.json == (try? ACMEJSON.encode(text)), "Foundation writes a text differently")
  }

  /// The writer of what the server sends agrees with Foundation's encoder, to the byte.
  private static func checkWriter<Value: Codable & JSONWritable>(
    _ type: Value.Type, _ bytes: [UInt8]
  ) throws(Violation) {
    guard let value = try? ACMEJSON.decode(type, from: bytes) else { return }
    try require(value.json == (try? ACMEJSON.encode(value)), "a \(type) is written in two ways")
  }

  private static func check<Value: Codable & Equatable>(
    _ type: Value.Type, _ bytes: [UInt8]
  ) throws(Violation) {
    // What a client signs is read strictly; the rest is our own.
    if let request = try? ACMEJSON.decodeRequest(type, from: bytes) {
      guard case .object = SecondReader.read(bytes) else {
        throw Violation("Foundation refuses what is taken for a \(type)")
      }
      try require(
        (try? ACMEJSON.decode(type, from: bytes)) == request, "a \(type) is read in two ways")
    }
    guard let value = try? ACMEJSON.decode(type, from: bytes) else { return }
    guard let written = try? ACMEJSON.encode(value) else {
      throw Violation("a \(type) can't be written")
    }
    guard let again = try? ACMEJSON.decode(type, from: written) else {
      throw Violation("a \(type) is refused when it comes back")
    }
    try require(again == value, "a \(type) changed by being written and read")
    try require((try? ACMEJSON.encode(again)) == written, "a \(type) has two forms")
  }

  private static func checkIdentifier(_ bytes: [UInt8]) throws(Violation) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let identifier = try? CertificateIdentifier(parsing: text) else { return }
    try require(identifier.text == text, "a certificate's identifier has two forms")
  }

  private static func checkTime(_ bytes: [UInt8]) throws(Violation) {
    guard let time = Timestamp(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
    // An offset may lead out of the four-digit years, which RFC 3339 can't write.
    guard (0..<253_402_300_800).contains(time.secondsSince1970 + 62_167_219_200) else { return }
    try require(Timestamp(parsing: time.text) == time, "the time \(time.text) changed")
  }
}
