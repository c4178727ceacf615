/// How libunbound is to resolve.
package struct UnboundConfiguration: Sendable, Hashable {
  package enum Upstream: Sendable, Hashable {
    /// The name servers of `/etc/resolv.conf`.
    case system
    case forwarders([NameServerAddress])
  }

  package var upstream: Upstream
  /// The time for the A and AAAA records of one host together.
  package var timeout: Duration
  /// How long an answer may be remembered; short, so that whoever mends his DNS isn't held up.
  package var longestCachingInSeconds: Int
  /// How long the absence of a name or a record may be remembered.
  package var longestNegativeCachingInSeconds: Int
  /// A file with the root's DNSSEC key; without one, signatures aren't checked.
  package var trustAnchorFile: String?

  package init(
    upstream: Upstream = .system, timeout: Duration = .seconds(5),
    longestCachingInSeconds: Int = 60, longestNegativeCachingInSeconds: Int = 10,
    trustAnchorFile: String? = nil
  ) {
    self.upstream = upstream
    self.timeout = timeout
    self.longestCachingInSeconds = longestCachingInSeconds
    self.longestNegativeCachingInSeconds = longestNegativeCachingInSeconds
    self.trustAnchorFile = trustAnchorFile
  }
}

extension UnboundConfiguration {
  /// The options of libunbound, whose defaults for libraries allow for few questions at a time.
  var options: [(name: String, value: String)] {
    [
      ("do-not-query-localhost:", "no"),
      ("module-config:", "validator iterator"),
      ("cache-max-ttl:", "\(longestCachingInSeconds)"),
      ("cache-max-negative-ttl:", "\(longestNegativeCachingInSeconds)"),
      // A name server that was down is asked again soon, not after a quarter of an hour.
      ("infra-host-ttl:", "\(longestCachingInSeconds)"),
      ("infra-keep-probing:", "yes"),
      ("outgoing-range:", "256"),
      ("num-queries-per-thread:", "2048"),
    ]
  }
}
