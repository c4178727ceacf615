internal import HTTPTypes
internal import Hummingbird

/// What lets a client run in a browser, on a page from anywhere.
///
/// Nothing is given away by it: no request carries a cookie or another credential of the browser's, and
/// every change is signed. (Hummingbird's middleware for it names the headers to be read in its answers to
/// OPTIONS alone, where browsers don't look for them.)
///
/// - Note: RFC 8555 §6.1; Fetch §3.2.
extension Reply {
  /// Lets a page read the answer, and the headers that a client needs.
  mutating func admitBrowsers() {
    headers[.accessControlAllowOrigin] = "*"
    headers[.accessControlExposeHeaders] = "Link, Location, Replay-Nonce, Retry-After"
  }

  /// The answer to OPTIONS: what may be done with a resource, and by a page.
  init(optionsOf methods: [HTTPRequest.Method], isPreflight: Bool) {
    self.init(.noContent, headers: [.allow: methods.fieldValue])
    guard isPreflight else { return }
    headers[.accessControlAllowMethods] = methods.fieldValue
    // "application/jose+json" is none of the media types that a page may send unasked.
    headers[.accessControlAllowHeaders] = "Content-Type"
    headers[.accessControlMaxAge] = "86400"
  }
}

extension Request {
  /// Whether a browser asks if a page may send a request.
  var isPreflight: Bool {
    headers[.origin] != nil && headers[.accessControlRequestMethod] != nil
  }
}

extension [HTTPRequest.Method] {
  /// The methods as `Allow` lists them; OPTIONS is possible everywhere.
  var fieldValue: String {
    (map(\.rawValue) + [HTTPRequest.Method.options.rawValue]).joined(separator: ", ")
  }
}
