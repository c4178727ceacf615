import Foundation

extension ACMEConfiguration {
  static let keys = ["terms_of_service", "website", "renewal_explanation"]

  init(reading section: ConfigurationSection) {
    termsOfService = Self.webPage("terms_of_service", "https://ca.example/terms/1", in: section)
    website = Self.webPage("website", "https://ca.example", in: section)
    renewalExplanation = Self.webPage(
      "renewal_explanation", "https://ca.example/renewals", in: section)
  }

  private static func webPage(
    _ key: String, _ example: String, in section: ConfigurationSection
  ) -> Located<String>? {
    let mend = "Write a URL that browsers open, as `\(key): \(example)`."
    guard let written = section[key]?.text(mend: mend) else { return nil }
    if !isWebPage(written.value) {
      section.report(key, "\"\(written.value)\" is no URL of a web page.", mend: mend)
    }
    return written
  }

  /// Angle brackets would end the URL early where it stands in a `Link` header (RFC 8288 §3), and no URL
  /// holds them bare.
  private static func isWebPage(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }), !text.contains(where: "<>\"".contains),
      let parts = URLComponents(string: text), let host = parts.host
    else { return false }
    return ["https", "http"].contains(parts.scheme) && !host.isEmpty && parts.user == nil
  }
}
