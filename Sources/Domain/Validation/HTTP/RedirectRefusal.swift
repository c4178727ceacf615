internal import IssuancePolicy

/// Why a redirect was not followed.
package enum RedirectRefusal: Error, Sendable, Hashable {
  case noLocation
  case tooLong(bytes: Int)
  /// No URI reference as RFC 3986 has it.
  case noURL
  case scheme(String)
  case credentials
  case noHost
  /// An address in any notation; only names are followed.
  case address
  /// The text that a name can't be, and why.
  case name(String, reason: String)
  case port(String, permitted: [Int])
  /// The same URL for a second time.
  case loop
  case tooMany(limit: Int)
}

extension RedirectRefusal: CustomStringConvertible {
  /// The reason, so that it goes on after "which is not followed: ".
  package var description: String {
    switch self {
    case .noLocation: "it has no Location field"
    case .tooLong(let bytes):
      "its Location has \(bytes) bytes, and \(HTTPTarget.longestLocationInBytes) are the limit"
    case .noURL:
      "its Location is no URL of RFC 3986 (percent-encode what is not ASCII, and write names in "
        + "their xn-- form)"
    case .scheme(let scheme):
      "only http and https URLs are, and its scheme is \"\(PrintableExcerpt(scheme))\""
    case .credentials: "URLs with a user name or password are refused"
    case .noHost: "it names no host"
    case .address: "only host names are, and it leads to an address"
    case .name(let name, let reason): "the host \"\(PrintableExcerpt(name))\" \(reason)"
    case .port(let port, let permitted):
      "port \(PrintableExcerpt(port, limitInCharacters: 20)) is not permitted, only "
        + permitted.map(String.init).joined(separator: ", ")
    case .loop: "this URL has led here already, so the redirects never end"
    case .tooMany(let limit): "\(limit) redirects in a row are the limit"
    }
  }

  static func name(_ name: String, _ error: NameError) -> RedirectRefusal {
    switch error {
    case .ipAddress, .numericTopLabel: .address
    case .empty: .noHost
    case .tooLong, .endsInDot, .singleLabel, .emptyLabel, .labelTooLong, .hyphenAtEdge,
      .reservedLabel, .character, .misplacedWildcard, .wildcardOfTopLevel:
      .name(name, reason: error.description)
    }
  }
}
