/// Spreads those who were refused over the time in which there will be room for them.
///
/// Each is given the next place in an imagined line that moves as fast as the queue drains. So no more
/// come back at a time than can be taken, and those who come first are asked back first. What is promised
/// is forgotten as its time passes; it holds nothing for anybody.
struct ReturnSchedule: Sendable {
  /// The moment for which the last one was asked back.
  private var latest = Duration.zero

  /// - Parameters:
  ///   - room: Until there is room for one.
  ///   - interval: Between one place and the next.
  ///   - span: How far behind the first room anybody is put; then they share the time, by chance.
  /// - Returns: After how long to come back.
  mutating func nextReturn(
    at now: Duration, room: Duration, interval: Duration, span: Duration,
    using generator: inout some RandomNumberGenerator
  ) -> Duration {
    let wanted = max(latest + interval, now + room)
    guard wanted <= now + room + span else {
      return room + span * Double.random(in: 0...1, using: &generator)
    }
    latest = wanted
    return wanted - now
  }
}
