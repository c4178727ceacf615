import AuthorityModel
import CertificateFormats
import Testing

@testable import IssuancePolicy

/// Validities that clients ask for: when an order is placed, and when its certificate is signed.
@Suite("A validity that a client asks for (RFC 8555 §7.4)")
struct ValidityTermsTests {
  /// In seconds from now: the issuer's certificate is ten days old and ends in 100 days.
  private let terms: ValidityTerms

  private static let now: Int64 = 1_800_000_000
  private static let day: Int64 = 86_400

  init() throws {
    terms = ValidityTerms(
      longest: .seconds(90 * Self.day), backdate: .seconds(3600),
      issuer: try Validity(
        from: CertificateTime(secondsSince1970: Self.now - 10 * Self.day),
        through: CertificateTime(secondsSince1970: Self.now + 100 * Self.day)))
  }

  private static func requested(_ notBefore: Int64?, _ notAfter: Int64?) -> RequestedValidity {
    RequestedValidity(notBefore: notBefore.map(time), notAfter: notAfter.map(time))
  }

  private static func time(_ second: Int64) -> Timestamp {
    Timestamp(millisecondsSinceEpoch: (now + second) * 1000)
  }

  @Test(
    "is checked when the order is placed",
    arguments: [
      (nil, nil, nil), (-3600, nil, nil), (-3601, nil, .notBefore), (2 * day, nil, nil),
      (2 * day + 1, nil, .notBefore), (nil, 1, nil), (nil, 0, .notAfter),
      (nil, 90 * day - 3601, nil), (nil, 90 * day - 3600, .notAfter), (day, day + 1, nil),
      (day, day, .notAfter), (day, 91 * day - 1, nil), (day, 91 * day, .notAfter),
      (0, -1, .notAfter), (nil, .max / 2000, .notAfter), (.min / 2000, nil, .notBefore),
    ] as [(Int64?, Int64?, ValidityRefusal.Field?)])
  func placing(notBefore: Int64?, notAfter: Int64?, refused: ValidityRefusal.Field?) {
    var field: ValidityRefusal.Field?
    do throws(ValidityRefusal) {
      try terms.check(Self.requested(notBefore, notAfter), at: Self.time(0))
    } catch {
      field = error.field
    }
    #expect(field == refused)
  }

  @Test(
    "reaches no further than the issuer's own",
    arguments: [
      (nil, 60 * day, nil), (nil, 60 * day + 1, .notAfter), (2 * day, nil, .notBefore),
      (2 * day, 60 * day, nil),
    ] as [(Int64?, Int64?, ValidityRefusal.Field?)])
  func issuerEnd(notBefore: Int64?, notAfter: Int64?, refused: ValidityRefusal.Field?) throws {
    let issuer = try Validity(
      from: terms.issuer.notBefore,
      through: CertificateTime(secondsSince1970: Self.now + 60 * Self.day))
    let terms = ValidityTerms(longest: terms.longest, backdate: terms.backdate, issuer: issuer)
    var field: ValidityRefusal.Field?
    do throws(ValidityRefusal) {
      try terms.check(Self.requested(notBefore, notAfter), at: Self.time(0))
    } catch {
      field = error.field
    }
    #expect(field == refused)
  }

  @Test(
    "is certified as it was asked for, a while after the order was placed",
    arguments: [
      (nil, nil, -3600, 90 * day - 3601), (-day, nil, -day, 89 * day - 1), (nil, 60, -3600, 60),
      (2 * day, 3 * day, 2 * day, 3 * day),
    ] as [(Int64?, Int64?, Int64, Int64)])
  func signing(notBefore: Int64?, notAfter: Int64?, start: Int64, end: Int64) throws {
    let validity = try terms.validity(
      for: Self.requested(notBefore, notAfter), at: CertificateTime(secondsSince1970: Self.now))
    #expect(validity.notBefore.secondsSince1970 == Self.now + start)
    #expect(validity.notAfter.secondsSince1970 == Self.now + end)
  }

  @Test(
    "is not certified where its time has passed, or it was never possible",
    arguments: [
      (-2 * day - 1, nil), (2 * day + 1, nil), (nil, 0), (-day, -1), (0, 90 * day), (day, 0),
      (0, 101 * day), (-11 * day, 5 * day),
    ] as [(Int64?, Int64?)])
  func tooLate(notBefore: Int64?, notAfter: Int64?) {
    #expect(throws: TemplateError.self) {
      try terms.validity(
        for: Self.requested(notBefore, notAfter), at: CertificateTime(secondsSince1970: Self.now))
    }
  }
}
