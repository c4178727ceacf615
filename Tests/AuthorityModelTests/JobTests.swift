import AuthorityModel
import Testing

struct JobTests {
  private let certificate: [UInt8] = [0x30, 0x00]

  @Test func `laws 1 and 2: reserved before signed, stored before announced`() {
    var job = Samples.job()
    let reservation = Samples.reservation()
    #expect(job.nextStep == .reserve(Samples.request))
    job.reserved(as: reservation)
    #expect(job.nextStep == .sign(reservation))
    job.signed(as: certificate)
    #expect(job.nextStep == .store(reservation, certificate: certificate))
    job.stored()
    #expect(job.nextStep == .announce(.issued(reservation.serial)))
  }

  @Test func `law 1: a second reservation does not replace the first`() {
    var job = Samples.job()
    let first = Samples.reservation()
    job.reserved(as: first)
    job.reserved(as: Samples.reservation())
    #expect(job.nextStep == .sign(first))
  }

  @Test func `no step can be skipped`() {
    var job = Samples.job()
    job.signed(as: certificate)
    #expect(job.state == .queued)
    job.stored()
    #expect(job.state == .queued)
    job.reserved(as: Samples.reservation())
    job.stored()
    guard case .reserved = job.state else {
      Issue.record("stored without a signature")
      return
    }
  }

  @Test func `a job can fail until its certificate is stored`() {
    let failure = Failure(.serverInternal, "no key")
    let reservation = Samples.reservation()
    var job = Samples.job()
    var failed = job
    failed.failed(as: failure)
    #expect(failed.nextStep == .announce(.failed(failure)))
    job.reserved(as: reservation)
    job.signed(as: certificate)
    failed = job
    failed.failed(as: failure)
    #expect(failed.nextStep == .announce(.failed(failure)))
    job.stored()
    job.failed(as: failure)
    #expect(job.nextStep == .announce(.issued(reservation.serial)))
  }
}
