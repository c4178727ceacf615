/// What a load run is to do, with every choice made.
struct LoadScenario: Sendable, Equatable {
  var server: LoadServer
  /// A second server, which takes turns with the first.
  var rival: LoadServer?
  /// How many turns there are in all, when there is a second server.
  var slices = 4
  var arrivals = ArrivalPattern.closed(workers: 8, certificates: 1, duration: nil)
  /// Repeats the arrivals and choices of an earlier run.
  var seed: UInt64
  var accounts = 8
  /// How many connections to a server are kept at a time.
  var connections = 8
  var orders = OrderContent()
  var challenge = ChallengeChoice.http01
  var patience = Duration.seconds(60)
  var retryAfter = RetryAfterPolicy.obey
  var verification = ChainVerification.all
  var objectives: [Objective] = []
}

/// What certificates are asked for.
struct OrderContent: Sendable, Equatable {
  /// Which names the certificates are for.
  enum Names: Sendable, Equatable {
    /// These, for each order.
    case explicit([String])
    /// Fresh ones for each order, so that every name must be validated.
    case fresh(perOrder: Int, suffix: String)
    /// So many sets, taken in turn: what was validated once may be used again.
    case pool(size: Int, perOrder: Int, suffix: String)
  }

  var names = Names.fresh(perOrder: 1, suffix: ".load.test")
  /// Taken in turn.
  var keyTypes = [CertificateKeyType.p256]
  /// How many keys are made beforehand and taken in turn: making keys would cost CPU that the server
  /// under test may need.
  var keys = 8
  /// The share of orders that renew a certificate that this run got, and say so (RFC 9773 §5).
  var renewals = 0.0
}

/// By which challenge control of the names is proved.
enum ChallengeChoice: Sendable, Equatable {
  /// By the driver's own responder.
  case http01
  /// By a program that publishes the records.
  case dns01Hook(program: String)
  /// By the HTTP interface of pebble's challenge test server.
  case dns01TestServer(url: String)
}

/// How carefully certificates are checked.
enum ChainVerification: String, Sendable, CaseIterable {
  /// Names, key and signatures of each.
  case all
  /// Those of one in sixteen, which costs the driver less CPU.
  case sample
}
