/// A payload for which the strict scan is enough, so that a sound one needs no second reader.
///
/// - Note: What a scan makes of bytes is what Foundation's decoder would, as the fuzzer holds.
protocol ScannableRequest {
  /// Nil for what the decoder shall judge, and name the member at fault.
  init?(scanned object: JSONObject)
}

extension FinalizeRequest: ScannableRequest {
  init?(scanned object: JSONObject) {
    guard case .string(let text) = object["csr"], let csr = try? Base64URL.decode(text) else {
      return nil
    }
    self.init(csr: csr)
  }
}

extension ChallengeResponseRequest: ScannableRequest {
  init?(scanned object: JSONObject) { self.init() }
}

extension NewOrderRequest: ScannableRequest {
  /// Of identifiers alone, as nearly all clients send it.
  init?(scanned object: JSONObject) {
    guard object.firstMember(of: ["notBefore", "notAfter", "replaces"]) == nil,
      case .array(let values) = object["identifiers"]
    else { return nil }
    var identifiers: [IdentifierResource] = []
    for value in values {
      guard case .object(let object) = value, case .string(let type) = object["type"],
        case .string(let name) = object["value"]
      else { return nil }
      identifiers.append(
        IdentifierResource(
          type: String(decoding: type, as: UTF8.self), value: String(decoding: name, as: UTF8.self))
      )
    }
    self.init(identifiers: identifiers)
  }
}
