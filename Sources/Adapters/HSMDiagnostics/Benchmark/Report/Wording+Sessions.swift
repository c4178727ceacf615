import ReportPages

extension Wording {
  static func sessions(_ count: Int) -> String { "\(count) \(count == 1 ? "session" : "sessions")" }
}
