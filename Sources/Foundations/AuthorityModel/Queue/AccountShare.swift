/// How much of the queue one account may have before its jobs are placed behind those of others.
///
/// This is the generic cell rate algorithm in virtual time, where one tick is one acceptance. An
/// account that stays within its share is served first come, first served among all. One that floods
/// is put behind by exactly its excess: a job is overtaken only by those accepted before the counter
/// of acceptances reaches its place. What has left the queue is forgotten, so an account with nothing
/// queued carries no debt, and nobody is held back while nobody else waits.
package struct AccountShare: Sendable, Hashable {
  /// How many acceptances apart an account's jobs should lie; zero where shares are off.
  package let spacing: Int64
  /// How far an account may run ahead of that.
  package let allowance: Int64

  /// Every job stands where it came.
  package static let off = AccountShare(spacing: 0, burst: 0)
  /// A tenth of the queue for each account.
  package static let standard = AccountShare(percent: 10)

  /// - Parameters:
  ///   - percent: What one account may have of the queue while others wait.
  ///   - burst: How many jobs it may place at once before its share is asked for.
  package init(percent: Int, burst: Int = 32) {
    let percent = Int64(min(max(percent, 1), 100))
    self.init(spacing: (100 + percent / 2) / percent, burst: Int64(burst))
  }

  private init(spacing: Int64, burst: Int64) {
    self.spacing = spacing
    allowance = spacing * burst
  }

  /// Where a job is placed.
  ///
  /// - Parameters:
  ///   - number: Its number.
  ///   - lastPace: The greatest pace among the account's jobs of this class that are still queued;
  ///     nil where there is none.
  /// - Returns: Its place, and the pace to keep with it.
  package func placement(of number: Int64, after lastPace: Int64?) -> (place: Int64, pace: Int64) {
    let pace = max(number, lastPace ?? 0)
    return (max(number, pace - allowance), pace + spacing)
  }
}
