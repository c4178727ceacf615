import Foundation

/// The address that the directory advertises.
enum ExternalURL {
  private static let mend = "Write `https://` and a host, as `external_url: https://acme.example`."

  /// Reads `external_url`, or derives it from the ACME listener.
  static func read(
    _ root: ConfigurationSection, acme: ListenerConfiguration
  ) -> Located<String> {
    let key = "external_url"
    guard let written = root[key]?.text(mend: mend) else {
      if acme.isOnEveryAddress, !root.isWritten(key) {
        root.report(
          key,
          "The ACME listener is on every address, so the URL that clients use can't be guessed.",
          mend: mend)
      }
      let host = acme.address.value.contains(":") ? "[\(acme.address.value)]" : acme.address.value
      let port = acme.port == 443 ? "" : ":\(acme.port)"
      return Located("https://\(host)\(port)", at: root.place(of: key))
    }
    let text = String(written.value.hasSuffix("/") ? written.value.dropLast() : written.value[...])
    // The URL isn't repeated, since a password may be in it by mistake.
    if let fault = fault(in: text, scheme: "https", mayHavePath: false) {
      root.report(key, "The URL \(fault).", mend: mend)
    }
    return Located(text, at: written.place)
  }

  /// What is wrong with an address of this CA's; nil when nothing is.
  static func fault(in text: String, scheme: String, mayHavePath: Bool) -> String? {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }), let parts = URLComponents(string: text)
    else { return "can't be parsed" }
    guard parts.scheme == scheme else { return "doesn't begin with \(scheme)://" }
    guard let host = parts.host, !host.isEmpty else { return "names no host" }
    guard parts.user == nil, parts.password == nil else { return "names a user" }
    guard parts.port.map({ (1...65535).contains($0) }) ?? true else {
      return "has an impossible port"
    }
    guard mayHavePath || parts.path.isEmpty, parts.query == nil, parts.fragment == nil else {
      return "goes on after the host"
    }
    return nil
  }
}
