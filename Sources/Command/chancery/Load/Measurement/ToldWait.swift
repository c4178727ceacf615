/// What a finalize that was answered with `processing` and `Retry-After` said, and what came of it.
struct ToldWait: Sendable, Hashable {
  let told: Duration
  /// From that answer until the order was seen valid.
  ///
  /// A client that obeys does not look before it was told to, so it never sees a wait that is
  /// much shorter.
  let actual: Duration
}
