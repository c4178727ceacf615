/// How many connections a listener holds, and for how long it bears with slow and silent ones.
package struct ListenerLimits: Sendable, Equatable {
  /// How many connections may be open.
  package var connections = 10_000
  /// How many of them from one address; of IPv6, from one /64.
  package var connectionsPerAddress = 2_000
  /// For how long a TLS handshake may take.
  package var tlsHandshake = Duration.seconds(10)
  /// For how long a request may take until its answer is ready.
  package var request = Duration.seconds(30)
  /// For how long a body may take to come.
  package var requestBody = Duration.seconds(15)
  /// For how long a client may take to read an answer.
  package var answerReading = Duration.seconds(15)
  /// For how long a connection stays open on which nothing happens.
  package var idleConnection = Duration.seconds(60)
  /// For how long an HTTP/2 connection stays open, whatever happens on it.
  package var connectionAge = Duration.seconds(3600)

  package init() {}
}
