/// Shows how far a load is.
protocol LoadDisplay: Sendable {
  /// Shows it until cancelled.
  func show(_ measurements: LoadMeasurements) async
}

/// Shows nothing.
struct SilentDisplay: LoadDisplay {
  func show(_ measurements: LoadMeasurements) async {}
}
