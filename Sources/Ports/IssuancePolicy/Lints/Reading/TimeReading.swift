internal import CertificateFormats
internal import SwiftASN1

/// A Time as it is written (RFC 5280 §4.1.2.5).
struct TimeReading {
  let isUTCTime: Bool
  let text: ArraySlice<UInt8>
  /// What it says; nil unless it has whole seconds, ends in Z, and names a time that exists.
  let time: CertificateTime?

  init(_ node: ASN1Node?, _ name: StaticString) throws(ParsingFault) {
    switch node?.identifier {
    case .utcTime: isUTCTime = true
    case .generalizedTime: isUTCTime = false
    default: throw ParsingFault("the \(name) is neither UTCTime nor GeneralizedTime")
    }
    text = try node?.octets(of: name) ?? []
    time = Self.time(text, isUTCTime: isUTCTime)
  }

  private static func time(_ text: ArraySlice<UInt8>, isUTCTime: Bool) -> CertificateTime? {
    let digitCount = isUTCTime ? 12 : 14
    guard text.count == digitCount + 1, text.last == UInt8(ascii: "Z") else { return nil }
    var pairs: [Int] = []
    pairs.reserveCapacity(7)
    var place = text.startIndex
    while place < text.endIndex - 1 {
      let (tens, ones) = (Int(text[place]) - 0x30, Int(text[place + 1]) - 0x30)
      guard (0...9).contains(tens), (0...9).contains(ones) else { return nil }
      pairs.append(tens * 10 + ones)
      place += 2
    }
    let year: Int
    if isUTCTime {
      // RFC 5280 §4.1.2.5.1: 50 to 99 are of the 20th century.
      year = (pairs[0] < 50 ? 2_000 : 1_900) + pairs.removeFirst()
    } else {
      year = pairs[0] * 100 + pairs[1]
      pairs.removeFirst(2)
    }
    return CertificateTime(
      year: year, month: pairs[0], day: pairs[1], hour: pairs[2], minute: pairs[3],
      second: pairs[4])
  }
}
