import AuthorityModel
import IssuancePolicy

/// Answers for every order what it was given.
struct StubCAAGate: CAAGate {
  var result: Result<Timestamp?, CAARefusal> = .success(nil)

  func requireLeave(for order: Order, given authorizations: [Authorization])
    async throws(CAARefusal) -> Timestamp?
  {
    try result.get()
  }
}
