/// The address that certificates name for what their issuer publishes.
enum PublicURL {
  private static let mend = "Write `http://` and a host, as `public_url: http://pki.example`."

  /// Reads `public_url`, or derives it from the public listener.
  ///
  /// It is plain HTTP, as the Baseline Requirements §7.1.2.7.7 and §7.1.2.11.2 want it.
  static func read(
    _ root: ConfigurationSection, listener: ListenerConfiguration
  ) -> Located<String> {
    let key = "public_url"
    guard let written = root[key]?.text(mend: mend) else {
      if listener.isOnEveryAddress, !root.isWritten(key) {
        root.report(
          key,
          "The public listener is on every address, so the URL that certificates name can't be "
            + "guessed.",
          mend: mend)
      }
      let address = listener.address.value
      let host = address.contains(":") ? "[\(address)]" : address
      let port = listener.port == 80 ? "" : ":\(listener.port)"
      return Located("http://\(host)\(port)", at: root.place(of: key))
    }
    let text = String(written.value.hasSuffix("/") ? written.value.dropLast() : written.value[...])
    // The URL isn't repeated, since a password may be in it by mistake.
    if let fault = ExternalURL.fault(in: text, scheme: "http", mayHavePath: true) {
      root.report(key, "The URL \(fault).", mend: mend)
    }
    return Located(text, at: written.place)
  }
}
