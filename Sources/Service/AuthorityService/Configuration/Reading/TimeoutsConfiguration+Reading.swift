extension TimeoutsConfiguration {
  static let keys = Key.allCases.map(\.rawValue)

  init(reading section: ConfigurationSection) {
    self.init(
      Dictionary(
        uniqueKeysWithValues: Key.allCases.map { key in
          (key, section.duration(key.rawValue, in: key.range, default: key.standard))
        }))
  }
}
