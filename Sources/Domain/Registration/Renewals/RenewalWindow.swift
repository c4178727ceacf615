package import AuthorityModel

/// When a certificate had better be renewed: the same for everybody who asks, whenever he asks.
///
/// Clients choose a moment in it by chance (RFC 9773 §4.2), so what was issued in one hour is renewed over
/// days. It begins when two thirds of the lifetime are over and lasts a twelfth of it, which leaves a
/// quarter for whoever meets trouble.
package struct RenewalWindow: Sendable, Hashable {
  package let start: Timestamp
  /// At least a second later than ``start``, as RFC 9773 §4.2 demands of what is told in whole seconds.
  package let end: Timestamp

  /// The window of a certificate that holds.
  package init(validFrom notBefore: Timestamp, through notAfter: Timestamp) {
    let lifetime = max(notAfter - notBefore, .zero)
    self.init(
      from: notBefore + lifetime * 2 / 3, lasting: max(lifetime / 12, Self.shortest))
  }

  /// A window that is over, for what must be renewed at once.
  ///
  /// It was over for a day when the reason came up, so that clients whose clocks are slow see that, too
  /// (RFC 9773 §6).
  package init(overSince reason: Timestamp) {
    self.init(from: reason + .seconds(-2 * 86_400), lasting: .seconds(86_400))
  }

  private init(from start: Timestamp, lasting width: Duration) {
    self.start = start.inWholeSeconds
    end = self.start + width.inWholeSeconds
  }

  private static let shortest = Duration.seconds(1)
}

extension Timestamp {
  /// The second in which it lies.
  fileprivate var inWholeSeconds: Timestamp {
    let milliseconds = millisecondsSinceEpoch
    let fraction = milliseconds % 1000
    return Timestamp(
      millisecondsSinceEpoch: milliseconds - (fraction < 0 ? fraction + 1000 : fraction))
  }
}

extension Duration {
  fileprivate var inWholeSeconds: Duration { .seconds(components.seconds) }
}
