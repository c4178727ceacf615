package import AuthorityModel

/// The text of challenges as ``JSONColumn`` writes it, put together by hand for those that have not
/// failed.
///
/// It is written three times for a certificate, nearly always for such ones; an encoder takes ten
/// times as long. The others are the encoder's.
package enum ChallengeText {
  package static func text(of challenges: [Challenge]) throws(StorageError) -> String {
    var text = "["
    text.reserveCapacity(160 * challenges.count)
    for challenge in challenges {
      guard let state = plainState(of: challenge), challenge.token.needsNoEscapes,
        challenge.answeringKey?.needsNoEscapes ?? true
      else { return try JSONColumn.text(of: challenges) }
      text += text.utf8.count > 1 ? ",{" : "{"
      if let key = challenge.answeringKey { text += "\"answeringKey\":\"\(key)\"," }
      text += "\"method\":\"\(challenge.method.rawValue)\",\"state\":\(state),"
      text += "\"token\":\"\(challenge.token)\"}"
    }
    return text + "]"
  }

  private static func plainState(of challenge: Challenge) -> String? {
    guard challenge.trouble == nil else { return nil }
    switch challenge.state {
    case .pending: return "{\"pending\":{}}"
    case .processing: return "{\"processing\":{}}"
    case .valid(let time): return "{\"valid\":{\"at\":\(time.json)}}"
    case .invalid: return nil
    }
  }
}

extension Timestamp {
  /// As ``JSONColumn`` writes it.
  var json: String { "{\"millisecondsSinceEpoch\":\(millisecondsSinceEpoch)}" }
}

extension String {
  /// Printable ASCII without quotes and backslashes, as tokens and most evidence is: nothing that JSON
  /// must escape, nor anything that an encoder might.
  var needsNoEscapes: Bool {
    utf8.allSatisfy {
      0x20..<0x7f ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
  }
}
