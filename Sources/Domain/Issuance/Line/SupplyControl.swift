/// Says how many jobs to hold ready, so that the signer never waits for a commit, and no more.
///
/// What the signer takes while a job is claimed and reserved must be in hand before: its rate times
/// that latency (Little's law). Both are measured; the rate is what the signing places yield when all
/// are taken.
struct SupplyControl: Sendable {
  /// Never fewer jobs ahead of the signer.
  static let least = 2
  /// Never more: they would only wait here instead of in the queue, where others may be let before.
  static let most = 1024
  /// Latencies vary, and a claim is only made when some places are free.
  private static let margin = 1.5

  private let signingPlaces: Int
  private var latency = Duration.milliseconds(25)
  private var roundTrip = Duration.milliseconds(5)

  init(signingPlaces: Int) {
    self.signingPlaces = signingPlaces
  }

  /// How many jobs should be in hand that are not signed yet, those at the signer included.
  var target: Int {
    let rate = Double(signingPlaces) / max(roundTrip / .seconds(1), 1e-6)
    let ahead = rate * (latency / .seconds(1)) * Self.margin
    // NaN and infinity can't come about, but a duration may be as long as it likes.
    let bounded = min(max(ahead.rounded(.up), Double(Self.least)), Double(Self.most))
    return signingPlaces + Int(bounded)
  }

  /// A job went from the claim to its reservation.
  ///
  /// Rises soon and falls slowly: a lane that waits costs more than a job that does.
  mutating func prepared(after duration: Duration) {
    latency += (duration - latency) / (duration > latency ? 4 : 32)
  }

  /// A job came back from the signer.
  mutating func signed(after duration: Duration) {
    roundTrip += (duration - roundTrip) / 16
  }
}
