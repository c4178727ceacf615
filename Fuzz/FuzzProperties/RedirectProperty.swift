import IssuancePolicy
import Validation

/// A redirect that is followed leads where every reader of its `Location` would go.
enum RedirectProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let location = String(decoding: bytes, as: UTF8.self)
    let ports = ValidationPorts(http: 80, https: 443)
    let base = HTTPTarget(challengeOf: "a.example", token: "token", port: 80)
    guard let target = try? HTTPTarget(redirectTo: location, from: base, ports: ports) else {
      return
    }
    guard
      let again = try? HTTPTarget(redirectTo: target.description, from: base, ports: ports)
    else { throw Violation("\(target) is refused when it comes again") }
    try require(again == target, "\(target) became \(again)")
    try require(
      (try? DomainName(target.host))?.text == target.host, "the host of \(target) is no name")
    try require([80, 443].contains(target.port), "the port of \(target) isn't permitted")
    try require(
      target.path.hasPrefix("/") && target.path.utf8.allSatisfy { (0x21...0x7e).contains($0) },
      "the path of \(target) breaks the request line")
    try require(reading(of: location).map { $0 == target.host } ?? true, "\(location) → \(target)")
  }

  /// The host of an absolute URL as browsers find it, for whom a backslash is a slash; nil when the
  /// text is no such URL.
  private static func reading(of location: String) -> String? {
    let text = location.lowercased()
    guard
      let rest = ["http:", "https:"].first(where: text.hasPrefix).map({ text.dropFirst($0.count) })
    else { return nil }
    let isSlash = { (character: Character) in character == "/" || character == "\\" }
    let afterSlashes = rest.drop(while: isSlash)
    let authority = afterSlashes.prefix { !isSlash($0) && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return String(host.prefix { $0 != ":" })
  }
}
