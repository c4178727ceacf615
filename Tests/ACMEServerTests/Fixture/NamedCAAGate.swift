import AuthorityModel
import IssuancePolicy

/// Forbids every name that begins with `forbidden`, as if its CAA records had become so.
struct NamedCAAGate: CAAGate {
  func requireLeave(for order: Order, given authorizations: [Authorization])
    async throws(CAARefusal) -> Timestamp?
  {
    let refused = order.identifiers.map(\.name).filter { $0.hasPrefix("forbidden") }.map {
      Failure.Part(name: $0, .caa, "The CAA records of \($0) forbid it.")
    }
    if let failure = Failure(of: refused) { throw CAARefusal(failure) }
    return nil
  }
}
