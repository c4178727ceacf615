internal import AuthorityModel

extension QueueConfiguration {
  static let keys = [
    "finalize_wait", "longest_wait", "lease", "capacity", "account_share", "class_weights",
    "tries",
  ]

  init(reading section: ConfigurationSection) {
    finalizeWait = section.duration(
      "finalize_wait", in: .zero...(.seconds(60)), default: .seconds(2))
    longestWait = section.duration(
      "longest_wait", in: .seconds(1)...(.seconds(86_400)), default: .seconds(600))
    lease = section.duration(
      "lease", in: .seconds(1)...(.seconds(3600)), default: .seconds(30))
    capacity = section.wholeNumber("capacity", in: 1...1_000_000, default: 50_000)
    accountShare = section.share("account_share", default: 10)
    classWeights = ClassWeights(
      reading: section.section("class_weights", keys: ClassWeights.keys))
    tries = section.wholeNumber("tries", in: 1...100, default: 5)
    if longestWait < finalizeWait {
      section.report(
        section.isWritten("longest_wait") ? "longest_wait" : "finalize_wait",
        "longest_wait (\(DurationText.text(of: longestWait))) is shorter than finalize_wait "
          + "(\(DurationText.text(of: finalizeWait))).",
        mend: "Write a longest_wait that is at least as long, as `longest_wait: 10m`.")
    }
  }
}
