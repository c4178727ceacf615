import Validation

/// The table of what was tried against law 12, for docs/ssrf.md.
struct IntrusionPage {
  struct Row {
    let attempt: IntrusionAttempt
    /// The words that refused it.
    let rule: String
    /// Requests made before it was refused, without the port of the trial.
    let visits: [String]
    let intrusions: Int

    init(attempt: IntrusionAttempt, verdict: InsideNetwork.Verdict, port: Int) {
      self.attempt = attempt
      let detail = verdict.failure?.detail.withoutPort(port) ?? "NOT REFUSED"
      rule = Self.rule(in: detail)
      visits = verdict.visits.map { $0.withoutPort(port) }
      intrusions = verdict.intrusions
    }

    /// Of a problem's detail, what says why.
    private static func rule(in detail: String) -> String {
      var rule = detail[...]
      for mark in ["may be connected to: ", "which is not followed: "] {
        if let found = rule.firstRange(of: mark) { rule = rule[found.upperBound...] }
      }
      if let end = rule.firstRange(of: "; redirected there by") { rule = rule[..<end.lowerBound] }
      return String(rule)
    }

    var markdown: String {
      let target = attempt.target.replacing("|", with: "\\|")
      return "| `\(target)` | \(rule) | \(visits.isEmpty ? "none" : "127.0.0.2 only") |"
    }
  }

  var addresses: [Row] = []
  var redirects: [Row] = []
  var names: [Row] = []

  var markdown: String {
    """
    # Validation never reaches inside

    An applicant chooses what his name resolves to and where his host redirects to. If the CA followed
    blindly, anybody could have it send requests into the network that it runs in. [Law 12](architecture.md)
    forbids that. This page shows what was tried and the rule that refused it, in the words of the problem
    document that the client gets.

    It is rendered by `IntrusionTests` (in `Tests/ValidationTransportTests/Intrusion`), which run each line over
    real sockets: 127.0.0.2 is allowed and stands for the internet, while listeners on the same port of 127.0.0.1
    and ::1 stand for the inside and would notice a connection. None came in. `scripts/render-docs` renders it
    anew; a stale page fails the tests.

    ## Names that resolve to addresses inside

    | the name has the address | rule | connections |
    |---|---|---|
    \(Self.lines(addresses))

    ## Redirects

    The applicant's host may be connected to, and answers `302` with this `Location`. The names inside, inside6,
    mapped, nat64 and metadata below example.test resolve to 127.0.0.1, ::1, ::ffff:127.0.0.1,
    64:ff9b::127.0.0.1 and 169.254.169.254.

    | `Location` | rule | connections |
    |---|---|---|
    \(Self.lines(redirects))

    ## Name servers that play tricks

    Each request resolves its name once, judges the answer, and connects to the very address that was judged.

    | the name server answers | rule | connections |
    |---|---|---|
    \(Self.lines(names))

    """
  }

  private static func lines(_ rows: [Row]) -> String {
    rows.map(\.markdown).joined(separator: "\n")
  }
}

extension IntrusionAttempt {
  /// The requests that may be made on the way, all of them to the permitted host.
  var expectedVisits: [String] {
    let start = "http://www.example.test/.well-known/acme-challenge/token at 127.0.0.2"
    switch way {
    case .address, .alias: return []
    case .redirect, .rebinding: return [start]
    }
  }
}

extension String {
  /// The text as it would be with port 80, whatever port a trial used in its place.
  fileprivate func withoutPort(_ port: Int) -> String {
    replacing(":\(port)/", with: "/").replacing("port \(port)", with: "port 80")
      .replacing(", \(port)", with: "")
  }
}
