extension CertificateTime {
  /// The time that a civil date and clock reading in UTC name; nil where there is no such time.
  package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    // Years that begin in March put the leap day last; see ``components``.
    let marchYear = month <= 2 ? year - 1 : year
    let marchMonth = month <= 2 ? month + 9 : month - 3
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    let days = marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    let seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    guard let time = try? CertificateTime(secondsSince1970: seconds),
      // The 31st of a month that has none would have become another month's first.
      time.components.day == day
    else { return nil }
    self = time
  }
}
