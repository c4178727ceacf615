internal import FoundationEssentials
internal import IssuancePolicy

extension HTTPTarget {
  /// Reads where a redirect leads.
  ///
  /// A pure function of bytes that strangers choose: it decides by syntax alone. What the host
  /// resolves to is judged afterwards, by the ``AddressPolicy``. The URL is taken apart once, by
  /// Foundation's parser for RFC 3986, and connected to by the same parts that were judged, so no
  /// second reader can disagree.
  ///
  /// - Parameters:
  ///   - location: The `Location` field; may be relative (RFC 9110 §10.2.2). A fragment is dropped.
  ///   - base: The URL that answered with the redirect.
  /// - Note: CA/B Baseline Requirements §3.2.2.4.19.
  package init(
    redirectTo location: String?, from base: HTTPTarget, ports: ValidationPorts
  ) throws(RedirectRefusal) {
    guard let location else { throw .noLocation }
    guard location.utf8.count <= Self.longestLocationInBytes else {
      throw .tooLong(bytes: location.utf8.count)
    }
    let parts = try Self.components(of: location, base: base)
    guard let scheme = parts.scheme.flatMap({ Scheme(rawValue: $0.lowercased()) }) else {
      throw .scheme(parts.scheme ?? "")
    }
    guard parts.rangeOfUser == nil, parts.rangeOfPassword == nil else { throw .credentials }
    self.init(
      scheme: scheme, host: try Self.host(parts), port: try Self.port(parts, scheme, ports),
      path: try Self.path(parts))
  }

  /// No server needs more for the way to a challenge; browsers and proxies stop at 2 to 8 KB.
  static var longestLocationInBytes: Int { 2048 }

  private static func components(
    of location: String, base: HTTPTarget
  ) throws(RedirectRefusal) -> URLComponents {
    // Strict: what RFC 3986 forbids is refused, not encoded on the sender's behalf.
    guard URL(string: location, encodingInvalidCharacters: false) != nil,
      let base = URL(string: base.description, encodingInvalidCharacters: false),
      let url = URL(string: location, relativeTo: base),
      let parts = URLComponents(url: url, resolvingAgainstBaseURL: true)
    else { throw .noURL }
    return parts
  }

  private static func host(_ parts: URLComponents) throws(RedirectRefusal) -> String {
    guard let host = parts.encodedHost, !host.isEmpty else { throw .noHost }
    guard !isAddress(host) else { throw .address }
    let name: DomainName
    do throws(NameError) {
      name = try DomainName(host)
    } catch {
      throw .name(host, error)
    }
    guard !name.isWildcard else { throw .name(host, reason: "holds an asterisk") }
    return name.text
  }

  /// Whether a host is an address, in any notation that some reader knows.
  ///
  /// Those stand in brackets, or have a number at their end, as `127.1`, `2130706433` and `0x7f.0x1`
  /// do; no top-level domain is a number.
  private static func isAddress(_ host: String) -> Bool {
    guard !host.hasPrefix("["), let top = host.lowercased().split(separator: ".").last else {
      return true
    }
    return top.hasPrefix("0x") || top.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func port(
    _ parts: URLComponents, _ scheme: Scheme, _ ports: ValidationPorts
  ) throws(RedirectRefusal) -> Int {
    // `URLComponents.port` is nil for numbers that are too large, as if there were none.
    guard let range = parts.rangeOfPort, let text = parts.string?[range], !text.isEmpty else {
      return ports.implied(by: scheme)
    }
    guard let port = Int(text), ports.all.contains(port) else {
      throw .port(String(text), permitted: ports.all)
    }
    return port
  }

  private static func path(_ parts: URLComponents) throws(RedirectRefusal) -> String {
    let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
    let path = parts.percentEncodedPath
    let target = (path.isEmpty ? "/" : path) + query
    // Whatever the parser may let pass: nothing ends a request line or begins another.
    guard target.hasPrefix("/"), target.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .noURL
    }
    return target
  }
}
