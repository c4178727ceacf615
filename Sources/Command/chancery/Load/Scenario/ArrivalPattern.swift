/// How certificates come to be asked for.
enum ArrivalPattern: Sendable, Hashable {
  /// Workers, each of which begins the next certificate when its last one has come: a slow server is
  /// asked less. It ends after so many certificates, or so much time, whichever is first.
  case closed(workers: Int, certificates: Int?, duration: Duration?)
  /// Arrivals that come when they come, as clients of a real CA do, however slow the server is.
  case open(stages: [LoadStage], spacing: ArrivalSpacing, inFlightLimit: Int)

  /// How many certificates there will be, as far as that is known beforehand.
  var expectedCertificates: Int? {
    switch self {
    case .closed(_, let certificates, _): certificates
    case .open(let stages, _, _):
      Int(stages.map(\.expectedArrivals).reduce(0, +).rounded(.up))
    }
  }

  /// How many may be under way at a time.
  var inFlightLimit: Int {
    switch self {
    case .closed(let workers, _, _): workers
    case .open(_, _, let limit): limit
    }
  }
}
