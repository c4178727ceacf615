import AuthorityModel
import SQLiteStorage
import Signing
import Storage
import Synchronization
import Testing

@Suite("Law 1: recorded before signed")
struct RecordedBeforeSignedTests {
  @Test("what the key is shown is on the disk already, byte for byte")
  func recordedBeforeSigned() async throws {
    let authority = try await TestAuthority()
    try await authority.acceptOrder()
    let seen = Mutex<[Reservation?]>([])
    let signer = SpySigner(authority.key) { _ throws(SigningError) in
      let recorded = try? await authority.rebooted().recordedReservation()
      seen.withLock { $0.append(recorded) }
    }
    try await authority.workOnce(as: authority.newRun(), signer: signer)

    let recorded = try #require(seen.withLock(\.self).first ?? nil)
    #expect([recorded.tbsCertificate] == signer.messages)
    #expect(recorded.issuer.hasPrefix("r1/"))
  }

  @Test("a retry signs the same bytes", arguments: Fault.at(.sign))
  func retry(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let signer = SpySigner(authority.key, faults: FaultSwitch(fault, isLasting: false))
    let run = authority.newRun()
    try await authority.workOnce(as: run, signer: signer)
    let recorded = try await #require(authority.rebooted().recordedReservation())
    #expect(try await authority.state(of: order) == .processing)

    authority.time.advance(by: .milliseconds(250))
    #expect(try await authority.workOnce(as: run, signer: signer))
    #expect(Set(signer.messages) == [recorded.tbsCertificate])
    let certificate = try await #require(authority.certificate(of: order))
    #expect(certificate.serial == recorded.serial)
  }

  @Test("a retry after a crash signs the same bytes", arguments: Fault.at(.sign, .store))
  func crash(fault: Fault) async throws {
    // A store that took effect leaves nothing to be signed.
    guard fault != Fault(step: .store, side: .after) else { return }
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let power = FaultSwitch(fault, isLasting: true)
    let before = SpySigner(authority.key, faults: power)
    try await authority.workOnce(
      as: authority.newRun(), jobs: FaultyJobStore(base: authority.stores.jobs, faults: power),
      signer: before)
    #expect(power.hasStruck)

    let rebooted = try authority.rebooted()
    let recorded = try await #require(authority.rebooted().recordedReservation())
    let after = SpySigner(rebooted.key)
    let run = rebooted.newRun()
    // Another day: a fresh template would say other dates.
    rebooted.time.advance(by: .seconds(3 * 3600))
    try await rebooted.stores.jobs.releaseLeases(exceptOf: run)
    #expect(try await rebooted.workOnce(as: run, signer: after))
    #expect(Set(before.messages + after.messages) == [recorded.tbsCertificate])
    #expect(try await rebooted.certificate(of: order)?.serial == recorded.serial)
  }

  @Test("no serial number is used twice, though the generator repeats itself")
  func collisions() async throws {
    let authority = try await TestAuthority()
    let draws = SerialDraws(repeatingEach: 3)
    let run = authority.newRun()
    var serials: Set<SerialNumber> = []
    for index in 0..<10 {
      let order = try await authority.acceptOrder(name: "host\(index).example.org")
      try await authority.workOnce(as: run, drawSerial: draws.next)
      serials.insert(try await #require(authority.certificate(of: order)).serial)
    }
    #expect(serials.count == 10)
    // Each number but the last was drawn three times, and found taken twice.
    #expect(draws.count == 28)
  }

  @Test("a serial number that was reserved and never signed stays taken")
  func reservedOnly() async throws {
    let authority = try await TestAuthority()
    let draws = SerialDraws(repeatingEach: 2)
    let run = authority.newRun()
    try await authority.acceptOrder()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    try await authority.workOnce(as: run, signer: broken, drawSerial: draws.next)
    // The first job is held by another run that never comes back, its number still reserved.
    _ = try await authority.stores.jobs.claim(
      ClaimQuota(normal: 1), for: authority.newRun(), at: authority.time.now,
      until: authority.time.now + TestAuthority.lease)
    let second = try await authority.acceptOrder(name: "other.example.org")
    try await authority.workOnce(as: run, drawSerial: draws.next)
    #expect(try await authority.certificate(of: second) != nil)
    #expect(draws.count == 3)
  }
}

/// A broken source of serial numbers: it says each several times.
final class SerialDraws: Sendable {
  private struct State {
    var count = 0
    var generator = SystemRandomNumberGenerator()
    var current: SerialNumber?
  }

  private let repetitions: Int
  private let state = Mutex(State())

  init(repeatingEach repetitions: Int) { self.repetitions = repetitions }

  var count: Int { state.withLock(\.count) }

  @Sendable func next() -> SerialNumber {
    state.withLock { state in
      defer { state.count += 1 }
      if let current = state.current, !state.count.isMultiple(of: repetitions) { return current }
      let drawn = SerialNumber(using: &state.generator)
      state.current = drawn
      return drawn
    }
  }
}
