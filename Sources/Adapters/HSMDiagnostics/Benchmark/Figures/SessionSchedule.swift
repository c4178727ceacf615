/// Which numbers of sessions are measured.
package enum SessionSchedule: Sendable, Hashable {
  /// 1, 2, 4 … until more sessions bring nothing more, and no further than a limit.
  case sweep(limit: Int)
  case counts([Int])

  /// How much a doubling must add, lest it counts as having brought nothing.
  static let leastGain = 0.03

  /// What to measure next; nil when enough is known.
  ///
  /// A sweep ends when two doublings in a row have each added less than 3 %: one alone may be a
  /// passing weakness of the machine.
  ///
  /// - Parameter rates: The signatures a second of the steps so far, in their order.
  package func next(after rates: [Double]) -> Int? {
    switch self {
    case .counts(let counts):
      return rates.count < counts.count ? counts[rates.count] : nil
    case .sweep(let limit):
      guard !Self.isPlateau(rates) else { return nil }
      guard rates.count < Int.bitWidth - 2 else { return nil }
      let sessions = 1 << rates.count
      // The limit itself is measured too, though it is no power of two.
      let previous = sessions / 2
      return sessions <= limit ? sessions : previous < limit && previous > 0 ? limit : nil
    }
  }

  /// Whether the last two doublings brought nothing worth having.
  static func isPlateau(_ rates: [Double]) -> Bool {
    guard rates.count >= 3 else { return false }
    let best = rates.dropLast(2).max() ?? 0
    return rates.suffix(2).allSatisfy { $0 < best * (1 + leastGain) }
  }
}
