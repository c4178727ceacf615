/// What one request of an http-01 validation asks for: the parts of an `http` or `https` URL.
///
/// Only names that are checked, and paths in the alphabet of RFC 3986, get in here, so that a
/// request line or a `Host` field can be made of it as it stands.
package struct HTTPTarget: Sendable, Hashable {
  package enum Scheme: String, Sendable, Hashable, CaseIterable {
    case http
    case https

    /// RFC 9110 §4.2.1, §4.2.2.
    package var defaultPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      }
    }
  }

  package let scheme: Scheme
  /// A DNS name in lower case.
  package let host: String
  package let port: Int
  /// Path and query, in the form of a request line (RFC 9112 §3.2.1).
  package let path: String

  /// Where an http-01 challenge of a checked host lies.
  ///
  /// - Note: RFC 8555 §8.3.
  package init(challengeOf host: String, token: String, port: Int) {
    self.init(
      scheme: .http, host: host, port: port, path: "/.well-known/acme-challenge/\(token)")
  }

  init(scheme: Scheme, host: String, port: Int, path: String) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
  }

  /// Host and port, without the port that goes without saying (RFC 9110 §7.2).
  package var authority: String { port == scheme.defaultPort ? host : "\(host):\(port)" }
}

extension HTTPTarget: CustomStringConvertible {
  /// The URL.
  package var description: String { "\(scheme.rawValue)://\(authority)\(path)" }
}
