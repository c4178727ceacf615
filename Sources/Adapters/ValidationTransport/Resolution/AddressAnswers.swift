internal import Validation

/// The answers to both questions about a host, weighed together.
struct AddressAnswers: Sendable {
  let host: String
  let v6: UnboundAnswer
  let v4: UnboundAnswer

  /// The addresses of both answers; one that failed is no harm when the other brought some.
  ///
  /// - Parameter limit: The time that was allowed, if it ran out.
  func addresses(expiredAfter limit: Duration?) throws(ResolutionError) -> [IPAddress] {
    let found = v6.addresses + v4.addresses
    guard found.isEmpty else { return found }
    // What is wrong with IPv4 is what most applicants will have to mend.
    guard let (type, answer) = [(RecordType.a, v4), (.aaaa, v6)].first(where: { $1.isFailure })
    else {
      throw ResolutionError(.noAddress, "\(host) exists in DNS but has no A and no AAAA record")
    }
    throw error(type, answer, limit)
  }

  private func error(
    _ type: RecordType, _ answer: UnboundAnswer, _ limit: Duration?
  ) -> ResolutionError {
    let question = "the \(type.name) records of \(host)"
    switch answer {
    case .nonexistentName:
      return ResolutionError(
        .nonexistentName, "looking up \(question): NXDOMAIN, the name does not exist in DNS")
    case .failed(let rcode):
      return ResolutionError(
        .serverFailure(rcode: rcode),
        "looking up \(question): \(Self.name(ofCode: rcode)) from the name servers")
    case .bogus(let why):
      return ResolutionError(.bogus, "looking up \(question): DNSSEC validation failed: \(why)")
    case .fault(let reason):
      return ResolutionError(.resolverFault, "looking up \(question): \(reason)")
    case .cancelled:
      guard let limit else {
        return ResolutionError(.cancelled, "looking up \(question): no answer before the end")
      }
      return ResolutionError(
        .timedOut, "looking up \(question): the name servers gave no answer within \(limit)")
    case .addresses, .noData:
      return ResolutionError(.noAddress, "looking up \(question): no such record")
    }
  }

  /// The mnemonics of RFC 1035 §4.1.1 and RFC 2136 §2.2.
  private static func name(ofCode rcode: Int) -> String {
    let names = [
      "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
      "NXRRSET", "NOTAUTH", "NOTZONE",
    ]
    return names.indices.contains(rcode) ? names[rcode] : "rcode \(rcode)"
  }
}

extension UnboundAnswer {
  fileprivate var addresses: [IPAddress] {
    guard case .addresses(let addresses) = self else { return [] }
    return addresses
  }

  fileprivate var isFailure: Bool {
    switch self {
    case .addresses, .noData: false
    case .nonexistentName, .failed, .bogus, .fault, .cancelled: true
    }
  }
}
