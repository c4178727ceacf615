internal import ACMEProtocol
internal import Crypto

/// A dns-01 challenge: where its answer must lie, and what it must be.
///
/// - Note: RFC 8555 §8.4.
struct DNSChallenge: Sendable {
  /// The name of the TXT record.
  let name: String
  /// The text of the record: base64url of the key authorization's SHA-256.
  let expectedText: String

  /// How many wrong records are shown to the applicant, and how much of each.
  private static let shownRecords = 3
  private static let shownCharacters = 80

  init(identifier: String, keyAuthorization: String) {
    name = "_acme-challenge.\(identifier)"
    expectedText = Base64URL.encode(Array(SHA256.hash(data: Array(keyAuthorization.utf8))))
  }

  /// Accepts an answer that has the right text among its records; others beside it do no harm, since
  /// several orders may be under way for one name.
  func check(_ answer: DNSAnswer) throws(ValidationFailure) {
    let texts = answer.records.map { TXTRecordData(rdata: $0)?.text ?? $0 }
    guard !texts.contains(where: { $0.elementsEqual(expectedText.utf8) }) else { return }
    guard !texts.isEmpty else { throw noRecord(answer) }
    let shown = texts.prefix(Self.shownRecords).map { text in
      "\"\(PrintableExcerpt(text, limitInCharacters: Self.shownCharacters))\""
    }
    let others = texts.count - shown.count
    throw ValidationFailure(
      .unauthorized,
      "no TXT record of \(name)\(alias(of: answer)) is \"\(expectedText)\"; found "
        + shown.joined(separator: ", ") + (others > 0 ? " and \(others) others" : ""))
  }

  private func noRecord(_ answer: DNSAnswer) -> ValidationFailure {
    guard answer.nameExists else {
      return ValidationFailure(
        .dns,
        "\(name)\(alias(of: answer)) does not exist in DNS (NXDOMAIN); add a TXT record "
          + "\"\(expectedText)\" there")
    }
    return ValidationFailure(
      .unauthorized,
      "\(name)\(alias(of: answer)) has no TXT record; add one with \"\(expectedText)\"")
  }

  private func alias(of answer: DNSAnswer) -> String {
    answer.canonicalName.map { " (an alias of \(PrintableExcerpt($0)))" } ?? ""
  }

  /// What was found, in sentences.
  func observations(on answer: DNSAnswer) -> [String] {
    let count = answer.records.count
    return [
      "\(name)\(alias(of: answer)) has \(count) TXT record\(count == 1 ? "" : "s"), "
        + (answer.isAuthenticated ? "proved by DNSSEC." : "not signed by DNSSEC."),
      "One of them is the digest of the key authorization, \(expectedText).",
    ]
  }
}
