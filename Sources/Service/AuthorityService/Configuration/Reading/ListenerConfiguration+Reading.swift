extension ListenerConfiguration {
  static let keys = ["address", "port"]

  init(reading section: ConfigurationSection, port standard: Int) {
    let mend = "Write an IPv4 or IPv6 address, as `address: 127.0.0.1`."
    address = section.text("address", default: "127.0.0.1", mend: mend)
    if !AddressText.isAddress(address.value) {
      section.report("address", "\"\(address.value)\" is no IP address.", mend: mend)
    }
    port = section.wholeNumber("port", in: 0...65535, default: standard)
  }

  /// Whether it listens on every address of the machine.
  var isOnEveryAddress: Bool { ["0.0.0.0", "::"].contains(address.value) }
}
