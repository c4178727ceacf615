import CapacityModel

/// Plans to change a little.
enum Samples {
  static func speed(_ points: [(lanes: Int, rate: Double)], cpu: Double = 0) -> SigningSpeed {
    guard
      let speed = SigningSpeed(
        points.map {
          .init(
            lanes: $0.lanes, signaturesPerSecond: $0.rate, processorMilliseconds: cpu)
        })
    else { preconditionFailure("The points are good.") }
    return speed
  }

  /// A machine that would make 800 certificates a second by its CPU.
  static let machine = MachineFigures(
    cores: 2, flowMilliseconds: 2.5, issuingMilliseconds: 1, responseMilliseconds: 0.05,
    listEntryMilliseconds: 0.001, syncsPerSecond: 1000, writesPerSecond: 7000,
    writesPerCertificate: 7)

  /// One lane of 3 ms and nothing beside certificates.
  static var plan: CapacityPlan {
    CapacityPlan(
      signing: .tokens(
        TokenPlan(count: 1, lanes: 1, speed: speed([(1, 330), (8, 2640)]), busyShare: 1)),
      certificate: CertificatePlan(), machine: machine)
  }

  static func plan(_ change: (inout CapacityPlan) -> Void) -> CapacityPlan {
    var plan = plan
    change(&plan)
    return plan
  }
}

extension CapacityPlan {
  /// Changes the tokens of a plan that has some.
  mutating func tokens(_ change: (inout TokenPlan) -> Void) {
    guard case .tokens(var tokens) = signing else { return }
    change(&tokens)
    signing = .tokens(tokens)
  }
}
