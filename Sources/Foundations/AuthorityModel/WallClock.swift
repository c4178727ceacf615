/// Where the time of day comes from.
///
/// The composition root makes the only one that reads the system's clock; tests make their own.
package struct WallClock: Sendable {
  private let read: @Sendable () -> Timestamp

  package init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  package var now: Timestamp { read() }
}
