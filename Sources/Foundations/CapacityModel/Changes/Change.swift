/// Something that an operator could change.
package enum Change: Sendable, Hashable {
  case anotherToken
  /// As many lanes as give nearly all that the token has.
  case lanes(Int)
  case transparency(Bool)
  case statusResponses(CertificatePlan.StatusResponses)
  /// A key of another type, with the speed that was measured for it.
  case key(named: String, SigningSpeed)
  case twiceTheCores

  /// The plan after the change; nil where it changes nothing.
  package func applied(to plan: CapacityPlan) -> CapacityPlan? {
    var changed = plan
    switch self {
    case .anotherToken:
      changed.changeTokens { $0.count += 1 }
    case .lanes(let lanes):
      changed.changeTokens { $0.lanes = lanes }
    case .transparency(let isOn):
      changed.certificate.hasCertificateTransparency = isOn
    case .statusResponses(let responses):
      changed.certificate.statusResponses = responses
    case .key(_, let speed):
      changed.changeTokens { $0.speed = speed }
    case .twiceTheCores:
      changed.machine.cores *= 2
    }
    return changed == plan ? nil : changed
  }
}

extension CapacityPlan {
  fileprivate mutating func changeTokens(_ change: (inout TokenPlan) -> Void) {
    guard case .tokens(var tokens) = signing else { return }
    change(&tokens)
    signing = .tokens(tokens)
  }
}

/// What a change buys.
package struct Prospect: Sendable, Hashable {
  package let change: Change
  package let capacity: Throughput
  /// Against what there is now; 0 is no gain, 1 twice as much.
  package let gain: Double

  /// The changes that are worth a thought for a plan, and what each of them buys.
  ///
  /// - Parameter otherKeys: Speeds of keys of other types on the same tokens, by their names.
  package static func all(
    for plan: CapacityPlan, otherKeys: [(name: String, speed: SigningSpeed)] = []
  ) -> [Prospect] {
    var changes: [Change] = [.anotherToken]
    if case .tokens(let tokens) = plan.signing, tokens.speed.recommendedLanes > tokens.lanes {
      changes.append(.lanes(tokens.speed.recommendedLanes))
    }
    changes += otherKeys.map { .key(named: $0.name, $0.speed) }
    changes.append(.transparency(!plan.certificate.hasCertificateTransparency))
    changes += CertificatePlan.StatusResponses.allCases.map { .statusResponses($0) }
    changes.append(.twiceTheCores)
    let now = plan.capacity.certificatesPerSecond
    return changes.compactMap { change in
      guard let capacity = change.applied(to: plan)?.capacity else { return nil }
      return Prospect(
        change: change, capacity: capacity,
        gain: now > 0 ? capacity.certificatesPerSecond / now - 1 : 0)
    }
  }
}
