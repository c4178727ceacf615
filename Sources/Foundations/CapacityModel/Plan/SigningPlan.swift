/// Where the issuer's key is, and how hard it is asked.
package enum SigningPlan: Sendable, Hashable {
  /// In tokens that share the load.
  case tokens(TokenPlan)
  /// In a file: this machine's processor signs.
  case software(millisecondsPerSignature: Double)
}

/// Tokens that hold the issuer's key, each as fast as the other.
package struct TokenPlan: Sendable, Hashable {
  package var count: Int
  /// Of each token.
  package var lanes: Int
  package var speed: SigningSpeed
  /// The share of the tokens' own rate that the issuing line keeps busy.
  package var busyShare: Double

  package init(count: Int, lanes: Int, speed: SigningSpeed, busyShare: Double) {
    self.count = count
    self.lanes = lanes
    self.speed = speed
    self.busyShare = busyShare
  }

  /// What all tokens together do when nothing else is in their way.
  package var signaturesPerSecond: Double {
    Double(count) * speed.signaturesPerSecond(lanes: lanes)
  }

  /// What of it goes into signatures of the CA.
  package var usableSignaturesPerSecond: Double { signaturesPerSecond * busyShare }

  package var totalLanes: Int { count * lanes }
}

extension SigningPlan {
  /// CPU of this machine for one signature, in milliseconds.
  package var processorMilliseconds: Double {
    switch self {
    case .tokens(let plan): plan.speed.processorMilliseconds(lanes: plan.lanes)
    case .software(let milliseconds): milliseconds
    }
  }
}
