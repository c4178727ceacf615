/// How long clients are borne with, and how long a request may take.
package struct TimeoutsConfiguration: Sendable, Equatable {
  /// The times that can be set under `timeouts`.
  package enum Key: String, Sendable, CaseIterable {
    case request
    case requestBody = "request_body"
    case answerReading = "answer_reading"
    case tlsHandshake = "tls_handshake"
    case idleConnection = "idle_connection"
    case connectionAge = "connection_age"
    case shutdown
  }

  private let durations: [Key: Duration]

  package init(_ durations: [Key: Duration] = [:]) {
    self.durations = durations
  }

  package subscript(key: Key) -> Duration { durations[key] ?? key.standard }
}

extension TimeoutsConfiguration.Key {
  package var standard: Duration {
    switch self {
    case .request, .shutdown: .seconds(30)
    case .requestBody, .answerReading: .seconds(15)
    case .tlsHandshake: .seconds(10)
    case .idleConnection: .seconds(60)
    case .connectionAge: .seconds(3600)
    }
  }

  package var range: ClosedRange<Duration> {
    switch self {
    case .request, .requestBody, .answerReading, .tlsHandshake, .shutdown:
      .seconds(1)...(.seconds(600))
    case .idleConnection: .seconds(1)...(.seconds(3600))
    case .connectionAge: .seconds(60)...(.seconds(86_400))
    }
  }

  /// What it limits, for docs/timeouts.md.
  package var meaning: String {
    switch self {
    case .request:
      "From a request's head until its answer is ready: reading the body, storage, CAA look-ups, and "
        + "the wait of finalize. What can't be finished in the time that is left isn't begun."
    case .requestBody: "From a request's head until its body is there, whole."
    case .answerReading:
      "For reading an answer, once `request` is over; a client that doesn't read is cut off then."
    case .tlsHandshake: "From the connection until TLS is agreed on."
    case .idleConnection:
      "For how long a connection stays open between requests, a request's head included, however "
        + "slowly it comes."
    case .connectionAge: "When an HTTP/2 connection is told to end, whatever happens on it."
    case .shutdown:
      "From SIGTERM until what hasn't ended is cut off. Nothing accepted is lost by it."
    }
  }

  /// What a client sees when it is over, for docs/timeouts.md.
  package var clientSees: String {
    switch self {
    case .request:
      "503 `rateLimited` with `Retry-After`; from finalize, `processing` where the order was accepted"
    case .requestBody: "408 `malformed`, then the connection closes"
    case .answerReading, .tlsHandshake: "the connection closes"
    case .idleConnection:
      "the connection closes; HTTP/2 sends GOAWAY first, and a client that stays is cut off 5 s after the longer of this and `request`"
    case .connectionAge:
      "GOAWAY; what is in hand is answered, and what is left is cut off `request` + `answer_reading` + 5 s later"
    case .shutdown: "answers to requests in hand; new connections are refused"
    }
  }
}
