package import FoundationEssentials

/// A time as resources carry it: RFC 3339 text, to the second, in UTC.
///
/// - Note: RFC 8555 §7.1.3, RFC 3339 §5.6.
package struct Timestamp: Sendable, Hashable {
  package let secondsSince1970: Int64

  /// The time of `date`; the fraction of a second is dropped.
  package init(_ date: Date) {
    self.secondsSince1970 = Int64(date.timeIntervalSince1970.rounded(.down))
  }

  /// The time that RFC 3339 `text` names, with any offset, or `nil` when it names none.
  package init?(parsing text: String) {
    // RFC 3339 §5.6: full-date, "T", full-time. Lower-case letters are allowed.
    let fields = Array(text.utf8)
    guard fields.count >= 20, fields[4] == UInt8(ascii: "-"), fields[7] == UInt8(ascii: "-"),
      fields[10] | 0x20 == UInt8(ascii: "t"), fields[13] == UInt8(ascii: ":"),
      fields[16] == UInt8(ascii: ":"),
      let year = Self.number(fields[0..<4]), let month = Self.number(fields[5..<7]),
      let day = Self.number(fields[8..<10]), let hour = Self.number(fields[11..<13]),
      let minute = Self.number(fields[14..<16]), let second = Self.number(fields[17..<19]),
      (1...12).contains(month), day >= 1, day <= Self.dayCount(month: month, year: year),
      hour < 24, minute < 60, second <= 60,
      let offset = Self.offset(fields[19...])
    else { return nil }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    self.secondsSince1970 = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
  }

  package var date: Date { Date(timeIntervalSince1970: TimeInterval(secondsSince1970)) }

  package var text: String { String(decoding: characters, as: UTF8.self) }

  /// The text's characters, all of them ASCII.
  private var characters: [UInt8] {
    let days = secondsSince1970 >= 0 ? secondsSince1970 / 86400 : (secondsSince1970 - 86399) / 86400
    let secondOfDay = secondsSince1970 - days * 86400
    let (year, month, day) = Self.civilDate(daysSince1970: days)
    var characters: [UInt8] = []
    characters.reserveCapacity(20)
    func append(_ number: Int64, width: Int, then separator: Unicode.Scalar) {
      let digits = String(number).utf8
      for _ in 0..<max(0, width - digits.count) { characters.append(UInt8(ascii: "0")) }
      characters.append(contentsOf: digits)
      characters.append(UInt8(ascii: separator))
    }
    append(year, width: 4, then: "-")
    append(month, width: 2, then: "-")
    append(day, width: 2, then: "T")
    append(secondOfDay / 3600, width: 2, then: ":")
    append(secondOfDay / 60 % 60, width: 2, then: ":")
    append(secondOfDay % 60, width: 2, then: "Z")
    return characters
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var number: Int64 = 0
    for digit in digits {
      guard digit &- UInt8(ascii: "0") < 10 else { return nil }
      number = number * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return number
  }

  /// The seconds of "Z", "+hh:mm" or "-hh:mm", after a fraction that is read and dropped.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let fraction = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(fraction.count)
    }
    guard let sign = rest.popFirst() else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 5,
      rest[rest.startIndex + 2] == UInt8(ascii: ":"),
      let hours = number(rest.prefix(2)), let minutes = number(rest.suffix(2)),
      hours < 24, minutes < 60
    else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static func dayCount(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts from 1 March of year 0, so that the leap day comes last in its year.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let era = marchYear >= 0 ? marchYear / 400 : (marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    return era * daysInEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      - daysFromMarchOfYear0To1970
  }

  private static func civilDate(
    daysSince1970: Int64
  ) -> (year: Int64, month: Int64, day: Int64) {
    let days = daysSince1970 + daysFromMarchOfYear0To1970
    let era = days >= 0 ? days / daysInEra : (days - daysInEra + 1) / daysInEra
    let dayOfEra = days - era * daysInEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// The Gregorian calendar repeats after 400 years.
  private static let daysInEra: Int64 = 146_097
  private static let daysFromMarchOfYear0To1970: Int64 = 719_468
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let timestamp = Timestamp(parsing: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is no RFC 3339 time, as 2026-11-23T21:38:13Z")
    }
    self = timestamp
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Timestamp: JSONWritable {
  package func write(to json: inout JSONWriter) { json.write(plain: characters) }
}
