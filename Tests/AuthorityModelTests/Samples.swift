import AuthorityModel

enum Samples {
  static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
  static let record = ValidationRecord(
    method: .http01, validatedAt: now, observations: ["It was seen."])

  static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: now, using: &generator)
  }

  static var serial: SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  static func order(state: Order.State = .open) -> Order {
    Order(
      id: id(), account: id(), identifiers: [.dns("a.test")], authorizations: [id()],
      profile: "default", createdAt: now, expiresAt: now + .seconds(3600), state: state)
  }

  static func authorizations(
    _ states: [Authorization.State], expiresAt: Timestamp = now + .seconds(3600)
  ) -> [Authorization] {
    states.map { authorization($0, expiresAt: expiresAt) }
  }

  static func authorization(
    _ state: Authorization.State = .pending, expiresAt: Timestamp = now + .seconds(3600)
  ) -> Authorization {
    Authorization(
      id: id(), account: id(), identifier: .dns("a.test"), state: state, expiresAt: expiresAt,
      challenges: [Challenge(method: .http01, token: "token")])
  }

  static let request = CertificateRequest(
    subjectPublicKeyInfo: [0x30], names: ["a.test"], profile: "default")

  static func job() -> Job {
    Job(
      position: QueuePosition(number: 1, queueClass: .normal, place: 1), order: id(),
      account: id(), request: request, acceptedAt: now, attempts: 1, state: .queued)
  }

  static func reservation() -> Reservation {
    Reservation(
      serial: serial, issuer: "r1", tbsCertificate: [0x30], notBefore: now,
      notAfter: now + .seconds(1))
  }
}

/// A generator whose numbers are known: each is one more than the last.
struct CountingGenerator: RandomNumberGenerator {
  var number: UInt64

  mutating func next() -> UInt64 {
    defer { number &+= 1 }
    return number
  }
}
