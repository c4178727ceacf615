/// How libunbound is to resolve.
package struct UnboundConfiguration: Sendable, Hashable {
  package enum Upstream: Sendable, Hashable {
    /// The name servers of `/etc/resolv.conf`.
    case system
    case forwarders([NameServerAddress])
  }

  package var upstream: Upstream
  /// The time for one question, or for the A and AAAA records of one host together.
  package var timeout: Duration
  /// Whether an answer may be remembered for a minute; if not, every question is asked anew.
  package var remembersAnswers: Bool
  package var trustAnchor: TrustAnchor

  package init(
    upstream: Upstream = .system, timeout: Duration = .seconds(5), remembersAnswers: Bool = true,
    trustAnchor: TrustAnchor = .none
  ) {
    self.upstream = upstream
    self.timeout = timeout
    self.remembersAnswers = remembersAnswers
    self.trustAnchor = trustAnchor
  }
}

extension UnboundConfiguration {
  /// The options of libunbound, whose defaults for libraries allow for few questions at a time.
  ///
  /// libunbound keeps the bounds of TTLs in global variables: what one context sets holds for all of
  /// the process. So they are the same for all, and ``remembersAnswers`` works by other means.
  static let options: [(name: String, value: String)] = [
    ("do-not-query-localhost:", "no"),
    ("module-config:", "validator iterator"),
    // Short, so that whoever mends his DNS isn't held up.
    ("cache-max-ttl:", "60"),
    ("cache-max-negative-ttl:", "10"),
    ("val-bogus-ttl:", "10"),
    // What is missing is asked for, not concluded from other names' denials (RFC 8198).
    ("aggressive-nsec:", "no"),
    // A name server that was down is asked again soon, not after a quarter of an hour.
    ("infra-host-ttl:", "60"),
    ("infra-keep-probing:", "yes"),
    ("outgoing-range:", "256"),
    ("num-queries-per-thread:", "2048"),
    // RFC 6761 §6.2: test. is in no public zone, so the root's keys have nothing to say of it.
    ("domain-insecure:", "test."),
  ]
}
