package import Cryptoki
package import Signing

extension TokenPool {
  /// Does something with a session on one of the lanes, in its turn, and again when a fault allows.
  ///
  /// The bare way through the pool, for measurements: nothing is verified.
  ///
  /// - Parameter body: Runs on a thread of the pool and must not keep the session.
  package func perform<Value: Sendable>(
    _ body: @escaping @Sendable (Session) throws(CryptokiError) -> Value
  ) async throws(SigningError) -> Value {
    try await lanes.perform { held, _ throws(LaneFault) in
      do throws(CryptokiError) {
        return try body(held.session)
      } catch {
        throw LaneFault(error, held.profile)
      }
    }
  }
}
