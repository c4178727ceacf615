internal import ACMEServer
internal import AuthorityModel
internal import HSMSigning
internal import Registration

/// How much is taken on at once, and for how long it is borne with.
extension Configuration {
  var acmeLimits: ListenerLimits {
    var limits = ListenerLimits()
    limits.connections = listeners.acmeConnections.limit
    limits.connectionsPerAddress = listeners.acmeConnections.limitPerAddress
    limits.request = timeouts[.request]
    limits.requestBody = timeouts[.requestBody]
    limits.answerReading = timeouts[.answerReading]
    limits.tlsHandshake = timeouts[.tlsHandshake]
    limits.idleConnection = timeouts[.idleConnection]
    limits.connectionAge = timeouts[.connectionAge]
    return limits
  }
}

extension QueueConfiguration {
  var admissionTerms: AdmissionTerms {
    AdmissionTerms(longestWait: longestWait, capacity: capacity)
  }
}

extension IssuerKeys {
  /// What is expected of the queue before anything was measured.
  ///
  /// Each lane signs as fast as the key did when it was proved at start.
  func queueBoard(by weights: ClassWeights) -> QueueBoard {
    QueueBoard(
      meter: DrainMeter(laneCount: laneCount, serviceTime: serviceTime), weights: weights)
  }

  /// What one signature took when the key was proved in its tokens; of a key in a file, a guess.
  private var serviceTime: Duration {
    pools.filter { tokenNames.contains($0.name) }.compactMap(\.status.serviceTime).max()
      ?? .milliseconds(2)
  }
}
