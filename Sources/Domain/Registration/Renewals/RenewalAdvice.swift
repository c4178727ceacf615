/// What is told to whoever asks about a certificate's renewal.
///
/// - Note: RFC 9773 §4.2 and §4.3.
package struct RenewalAdvice: Sendable, Hashable {
  package let window: RenewalWindow
  /// After how long to ask again; the earliest time and the target in one.
  package let retryAfter: Duration
  /// A page for people about the window, where the CA has one.
  package let explanationURL: String?

  /// A revocation is to be done with in a day (CA/B Baseline Requirements §4.9.1.1): asking four times a
  /// day leaves clients most of it.
  package static let longestPause = Duration.seconds(6 * 3600)
  /// Less is taken for a minute by clients.
  package static let shortestPause = Duration.seconds(60)

  /// How often to ask about a certificate: often enough in its lifetime to hear of a change in time.
  package static func pause(ofLifetime lifetime: Duration) -> Duration {
    min(max(lifetime / 24, shortestPause), longestPause)
  }
}
