/// The ports that http-01 validation may use.
///
/// - Note: CA/B Baseline Requirements §1.6.1, "Authorized Ports"; of these only the ports of HTTP.
package struct ValidationPorts: Sendable, Hashable {
  /// Where validation begins, and where `http` URLs without a port lead.
  package let http: Int
  /// Where `https` URLs without a port lead.
  package let https: Int

  /// - Parameters:
  ///   - http: Stands in for port 80, for trials.
  ///   - https: Stands in for port 443, for trials.
  package init(http: Int = 80, https: Int = 443) {
    self.http = http
    self.https = https
  }

  func implied(by scheme: HTTPTarget.Scheme) -> Int {
    switch scheme {
    case .http: http
    case .https: https
    }
  }

  /// Every permitted port, in ascending order.
  package var all: [Int] { Set([80, 443, http, https]).sorted() }
}
