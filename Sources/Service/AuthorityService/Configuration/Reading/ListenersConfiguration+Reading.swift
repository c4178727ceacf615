extension ListenersConfiguration {
  static let keys = ["acme", "public", "operations"]

  init(reading section: ConfigurationSection) {
    let acmeSection = section.section(
      "acme", keys: ListenerConfiguration.keys + ["tls"] + ConnectionsConfiguration.keys)
    acmeConnections = ConnectionsConfiguration(reading: acmeSection)
    acme = ListenerConfiguration(reading: acmeSection, port: 14000)
    publicFiles = ListenerConfiguration(
      reading: section.section("public", keys: ListenerConfiguration.keys), port: 14002)
    operations = ListenerConfiguration(
      reading: section.section("operations", keys: ListenerConfiguration.keys), port: 14001)
    tls = TLSFiles(reading: acmeSection)
    reportSharedPorts(in: section)
  }

  /// Two listeners on one address and port would leave the second without a socket.
  private func reportSharedPorts(in section: ConfigurationSection) {
    let all = [("acme", acme), ("public", publicFiles), ("operations", operations)]
    for (index, (key, listener)) in all.enumerated() where listener.port != 0 {
      let earlier = all[..<index].first {
        $0.1.port == listener.port && $0.1.address.value == listener.address.value
      }
      guard let earlier else { continue }
      section.report(
        key, "It listens on port \(listener.port), as listeners.\(earlier.0) does.",
        mend: "Give each listener a port of its own.")
    }
  }
}
