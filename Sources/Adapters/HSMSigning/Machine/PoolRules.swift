/// What a pool may do, and how long things may take.
struct PoolRules: Sendable {
  /// The token's name in errors.
  var token: String
  var laneCount: Int
  var queueCapacity: Int
  /// How long a request may take, waiting included.
  var operationTimeout: Duration
  /// How long a call that connects may take.
  var openingTimeout: Duration
  /// How many lanes may hang at once and still be replaced.
  var stuckLimit: Int
  /// A factor near one, so that many processes don't come back at the same moment.
  var jitter: @Sendable () -> Double = { Double.random(in: 0.8...1.2) }

  /// How long a lane may be at one request.
  ///
  /// Half of what the request has, so that another lane can still serve it. Signing again is safe.
  var patience: Duration { operationTimeout / 2 }

  /// Tries of one request that fail before the caller is told.
  let attemptLimit = 5
  /// Openings that fail in a row, or logins after which nothing signs, before all is connected anew.
  let failureLimit = 3
  /// How long fewer sessions are kept after the token allowed no more.
  let shortageTerm: Duration = .seconds(60)
}

/// What the token and its vendor allow, known once it is connected.
struct TokenTerms: Sendable, Equatable {
  var sessionLimit: Int?
  var pauseBetweenOpenings: Duration = .zero
  var keepAliveInterval: Duration?
}
