extension ConnectionsConfiguration {
  static let keys = ["connections", "connections_per_address"]

  init(reading section: ConfigurationSection) {
    limit = section.wholeNumber("connections", in: 1...1_000_000, default: 10_000)
    limitPerAddress = section.wholeNumber(
      "connections_per_address", in: 1...1_000_000, default: 2000)
  }
}
