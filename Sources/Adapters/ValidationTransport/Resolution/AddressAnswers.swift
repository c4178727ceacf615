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
    for (type, answer) in [(DNSRecordType.a, v4), (.aaaa, v6)] {
      if let error = answer.error(asking: type, of: host, expiredAfter: limit) { throw error }
    }
    guard v4.nameExists, v6.nameExists else {
      throw ResolutionError(
        .nonexistentName,
        "looking up the A records of \(host): NXDOMAIN, the name does not exist in DNS")
    }
    throw ResolutionError(.noAddress, "\(host) exists in DNS but has no A and no AAAA record")
  }
}

extension UnboundAnswer {
  fileprivate var addresses: [IPAddress] {
    guard case .answered(let answer) = self else { return [] }
    return answer.records.compactMap { IPAddress(bytes: $0) }
  }

  fileprivate var nameExists: Bool {
    guard case .answered(let answer) = self else { return false }
    return answer.nameExists
  }
}
