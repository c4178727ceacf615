/// How libunbound is to resolve.
package struct UnboundConfiguration: Sendable, Hashable {
  package enum Upstream: Sendable, Hashable {
    /// The name servers of `/etc/resolv.conf`.
    case system
    case forwarders([NameServerAddress])
  }

  /// How long what was looked up may be remembered.
  package struct Memory: Sendable, Hashable {
    package let longestInSeconds: Int
    /// For the absence of a name or a record.
    package let longestNegativeInSeconds: Int

    /// Short, so that whoever mends his DNS isn't held up.
    package static let short = Memory(longestInSeconds: 60, longestNegativeInSeconds: 10)
    /// Every question is asked anew.
    package static let none = Memory(longestInSeconds: 0, longestNegativeInSeconds: 0)
  }

  package var upstream: Upstream
  /// The time for one question, or for the A and AAAA records of one host together.
  package var timeout: Duration
  package var memory: Memory
  package var trustAnchor: TrustAnchor

  package init(
    upstream: Upstream = .system, timeout: Duration = .seconds(5), memory: Memory = .short,
    trustAnchor: TrustAnchor = .none
  ) {
    self.upstream = upstream
    self.timeout = timeout
    self.memory = memory
    self.trustAnchor = trustAnchor
  }
}

extension UnboundConfiguration {
  /// The options of libunbound, whose defaults for libraries allow for few questions at a time.
  var options: [(name: String, value: String)] {
    [
      ("do-not-query-localhost:", "no"),
      ("module-config:", "validator iterator"),
      ("cache-max-ttl:", "\(memory.longestInSeconds)"),
      ("cache-max-negative-ttl:", "\(memory.longestNegativeInSeconds)"),
      // A bogus answer isn't remembered, so that whoever mends his zone isn't held up.
      ("val-bogus-ttl:", "\(memory.longestNegativeInSeconds)"),
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
}
