import AuthorityModel
import IssuancePolicy
import Synchronization

/// Answers for every order what it was given, and counts how often it was asked.
final class CountingCAAGate: CAAGate {
  private let failure: Failure?
  private let count = Mutex(0)

  init(failure: Failure? = nil) { self.failure = failure }

  var askings: Int { count.withLock(\.self) }

  func requireLeave(for order: Order, given authorizations: [Authorization])
    async throws(CAARefusal) -> Timestamp?
  {
    count.withLock { $0 += 1 }
    if let failure { throw CAARefusal(failure) }
    return nil
  }
}
