package import FoundationEssentials
internal import SwiftASN1

/// A time as a certificate writes it: whole seconds in UTC.
package struct CertificateTime: Sendable, Hashable, Comparable {
  package let secondsSince1970: Int64

  /// Drops the fraction of a second, which a certificate cannot carry (RFC 5280 §4.1.2.5.1).
  package init(_ date: Date) throws(CertificateFormatError) {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    guard let whole = Int64(exactly: seconds) else { throw .time }
    try self.init(secondsSince1970: whole)
  }

  package init(secondsSince1970 seconds: Int64) throws(CertificateFormatError) {
    guard Self.expressible.contains(seconds) else { throw .time }
    secondsSince1970 = seconds
  }

  /// The time that much later, or earlier when the length is negative; fractions are dropped.
  package func advanced(by length: Duration) throws(CertificateFormatError) -> CertificateTime {
    let (sum, overflows) = secondsSince1970.addingReportingOverflow(length.components.seconds)
    guard !overflows else { throw .time }
    return try CertificateTime(secondsSince1970: sum)
  }

  /// From 1950-01-01 00:00:00 to 9999-12-31 23:59:59, which the two forms below can express.
  private static let expressible = Int64(-631_152_000)...253_402_300_799

  package static func < (left: Self, right: Self) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }

  package var date: Date {
    Date(timeIntervalSince1970: Double(secondsSince1970))
  }

  /// The civil calendar's reading of the time.
  var components: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let secondsPerDay: Int64 = 86_400
    let secondOfDay = Int(((secondsSince1970 % secondsPerDay) + secondsPerDay) % secondsPerDay)
    let day = Int((secondsSince1970 - Int64(secondOfDay)) / secondsPerDay)
    // Years that begin in March put the leap day last, which makes the months regular: five of
    // them always take 153 days. Day 0 is 1 March of the year 0; 1970-01-01 is day 719,468.
    let marchDay = day + 719_468
    let era = marchDay / 146_097
    let dayOfEra = marchDay % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * marchMonth + 2) / 5 + 1, hour: secondOfDay / 3_600,
      minute: secondOfDay / 60 % 60, second: secondOfDay % 60
    )
  }
}

/// Written as UTCTime through 2049 and as GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5).
extension CertificateTime {
  func serialize(into serializer: inout DER.Serializer) {
    let time = components
    let isUTCTime = time.year < 2050
    serializer.appendPrimitiveNode(identifier: isUTCTime ? .utcTime : .generalizedTime) { bytes in
      if !isUTCTime { Self.append(time.year / 100, to: &bytes) }
      Self.append(time.year % 100, to: &bytes)
      Self.append(time.month, to: &bytes)
      Self.append(time.day, to: &bytes)
      Self.append(time.hour, to: &bytes)
      Self.append(time.minute, to: &bytes)
      Self.append(time.second, to: &bytes)
      bytes.append(UInt8(ascii: "Z"))
    }
  }

  private static func append(_ twoDigits: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(twoDigits / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(twoDigits % 10))
  }
}

/// As `2026-11-23T21:40:20Z`.
extension CertificateTime: CustomStringConvertible {
  package var description: String {
    let time = components
    let numbers = [time.month, time.day, time.hour, time.minute, time.second].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    return "\(time.year)-\(numbers[0])-\(numbers[1])T\(numbers[2]):\(numbers[3]):\(numbers[4])Z"
  }
}
