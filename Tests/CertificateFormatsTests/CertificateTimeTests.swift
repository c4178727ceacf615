import CertificateFormats
import Foundation
import SwiftASN1
import Testing
import X509

struct CertificateTimeTests {
  @Test(arguments: [
    (-631_152_000, "1950-01-01T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"),
    (0, "1970-01-01T00:00:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),
    (1_709_164_800, "2024-02-29T00:00:00Z"),
    (2_524_607_999, "2049-12-31T23:59:59Z"),
    (2_524_608_000, "2050-01-01T00:00:00Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func readsAsCivilTime(seconds: Int64, text: String) throws {
    #expect(try CertificateTime(secondsSince1970: seconds).description == text)
  }

  @Test func agreesWithFoundationOnEveryKindOfDay() throws {
    let style = Date.ISO8601FormatStyle()
    for day in stride(from: Int64(-7_305), through: 60_000, by: 13) {
      let seconds = day * 86_400 + day.magnitude.secondOfDay
      let time = try CertificateTime(secondsSince1970: seconds)
      #expect(time.description == time.date.formatted(style))
    }
  }

  @Test func dropsFractions() throws {
    let time = try CertificateTime(Date(timeIntervalSince1970: 1_000_000_000.999))
    #expect(time.secondsSince1970 == 1_000_000_000)
  }

  @Test(arguments: [-631_152_001.0, 253_402_300_800, .infinity, -.infinity, .nan, 1e300])
  func refusesWhatNoCertificateCanHold(seconds: Double) {
    #expect(throws: CertificateFormatError.time) {
      try CertificateTime(Date(timeIntervalSince1970: seconds))
    }
  }

  @Test func refusesToAdvanceBeyondTheCalendar() throws {
    let time = try CertificateTime(secondsSince1970: 0)
    #expect(throws: CertificateFormatError.time) {
      try time.advanced(by: .seconds(Int64.max))
    }
    #expect(throws: CertificateFormatError.emptyValidity) {
      try Validity(from: time, lasting: .zero)
    }
  }
}

extension UInt64 {
  /// A second of the day that differs from day to day.
  fileprivate var secondOfDay: Int64 { Int64(self * 7_919 % 86_400) }
}
