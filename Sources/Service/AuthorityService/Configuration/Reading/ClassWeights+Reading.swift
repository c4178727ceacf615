internal import AuthorityModel

extension ClassWeights {
  static let keys = QueueClass.allCases.map(\.description)

  /// What isn't written weighs as it does by default.
  init(reading section: ConfigurationSection) {
    func weight(_ queueClass: QueueClass) -> Int {
      section.wholeNumber(
        queueClass.description, in: Self.range, default: Self.standard[queueClass])
    }
    self.init(renewal: weight(.renewal), normal: weight(.normal), bulk: weight(.bulk))
  }
}
