import AuthorityModel
import Registration
import Testing

@Suite("The class of an order's job")
struct QueueClassifierTests {
  private static func hours(_ count: Int) -> Duration { .seconds(3600 * count) }
  private static let now = TestRegistry.start

  private static func certificate(
    lasting lifetime: Duration = hours(90 * 24), endingIn rest: Duration,
    revokedBy source: Revocation.Source? = nil
  ) -> CertificateStanding {
    var generator = SystemRandomNumberGenerator()
    let serial = SerialNumber(using: &generator)
    return CertificateStanding(
      reference: CertificateReference(issuerKeyIdentifier: [1], serial: serial),
      account: TestRegistry.id(), names: [], notBefore: now + rest + (.zero - lifetime),
      notAfter: now + rest, key: nil,
      revocation: source.map {
        Revocation(serial: serial, revokedAt: now + .seconds(-60), reason: .superseded, source: $0)
      })
  }

  private static func queueClass(
    replacing certificate: CertificateStanding?, isBulk: Bool = false, after delay: Duration = .zero
  ) -> QueueClass {
    var account = TestRegistry.account(thumbprint: 1)
    account.isBulk = isBulk
    return QueueClassifier.queueClass(
      replacing: certificate.map {
        ReplacedCertificate($0.reference, urgentFrom: QueueClassifier.urgency(of: $0, at: now))
      }, for: account, at: now + delay)
  }

  @Test("is the account's where nothing is replaced")
  func ordinary() {
    #expect(Self.queueClass(replacing: nil) == .normal)
    #expect(Self.queueClass(replacing: nil, isBulk: true) == .bulk)
  }

  @Test(
    "is renewal on the last day of the replaced certificate, and a day after it",
    arguments: [
      (30 * 86_400_000, false), (86_400_001, false), (86_400_000, true), (0, true),
      (-86_400_000, true), (-86_400_001, false),
    ] as [(Int, Bool)])
  func lastDay(restInMilliseconds rest: Int, isUrgent: Bool) {
    let certificate = Self.certificate(endingIn: .milliseconds(rest))
    #expect(Self.queueClass(replacing: certificate) == (isUrgent ? .renewal : .normal))
    #expect(Self.queueClass(replacing: certificate, isBulk: true) == (isUrgent ? .renewal : .bulk))
  }

  @Test(
    "is renewal for no certificate that was ordered to end soon",
    arguments: [(144, QueueClass.renewal), (143, .normal), (24, .normal), (1, .normal)])
  func shortLived(lifetimeInHours lifetime: Int, expected: QueueClass) {
    for source in [nil, Revocation.Source.administrator] {
      let certificate = Self.certificate(
        lasting: Self.hours(lifetime), endingIn: .seconds(600), revokedBy: source)
      #expect(Self.queueClass(replacing: certificate) == expected)
    }
  }

  @Test("becomes renewal while the order waits to be finalized")
  func later() {
    let certificate = Self.certificate(endingIn: Self.hours(25))
    #expect(Self.queueClass(replacing: certificate) == .normal)
    #expect(Self.queueClass(replacing: certificate, after: Self.hours(1)) == .renewal)
  }

  @Test(
    "is renewal where the operator revoked the certificate, and not where its subscriber could have",
    arguments: [
      (Revocation.Source.administrator, QueueClass.renewal), (.blockedKey, .normal),
      (.certificateKey, .normal), (.subscriber(TestRegistry.id()), .normal),
      (.authorizedAccount(TestRegistry.id()), .normal),
    ])
  func revoked(source: Revocation.Source, expected: QueueClass) {
    let month = Self.certificate(endingIn: Self.hours(30 * 24), revokedBy: source)
    #expect(Self.queueClass(replacing: month) == expected)
    let evening = Self.certificate(endingIn: Self.hours(1), revokedBy: source)
    #expect(Self.queueClass(replacing: evening) == expected)
    let old = Self.certificate(endingIn: Self.hours(-25), revokedBy: source)
    #expect(Self.queueClass(replacing: old) == .normal)
  }
}
