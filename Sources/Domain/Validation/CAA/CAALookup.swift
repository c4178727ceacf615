package import AuthorityModel

/// Finds the CAA records of a name in DNS, and judges by them.
///
/// Whatever can't be known for sure forbids: a lookup that fails is refused like a record that says
/// no (docs/decisions/0016-dns-and-caa.md).
package struct CAALookup<Resolver: DNSResolver>: CAAChecker {
  private let resolver: Resolver
  private let identities: [String]
  private let accountURL: @Sendable (AccountID) -> String
  private let hasNoDNS: @Sendable (String) -> Bool
  private let limit: TimeLimit

  /// - Parameters:
  ///   - identities: The CA's own domain names, in lower case.
  ///   - accountURL: The URL by which `accounturi` calls an account.
  ///   - hasNoDNS: Whether the CA's configuration itself answers for a name, so that DNS has no say.
  ///   - limit: The time for one name with all its ancestors.
  package init(
    resolver: Resolver, identities: [String],
    accountURL: @escaping @Sendable (AccountID) -> String,
    hasNoDNS: @escaping @Sendable (String) -> Bool, limit: TimeLimit = TimeLimit(.seconds(10))
  ) {
    self.resolver = resolver
    self.identities = identities
    self.accountURL = accountURL
    self.hasNoDNS = hasNoDNS
    self.limit = limit
  }

  package func leave(
    for identifier: Identifier, isWildcard: Bool, account: AccountID, method: Challenge.Method,
    at now: Timestamp
  ) async throws(Failure) -> CAARecord? {
    let name = identifier.name
    guard !hasNoDNS(name) else { return nil }
    guard let set = try await relevantSet(for: name) else {
      return CAARecord(checkedAt: now, domain: nil, records: [])
    }
    let request = CAARequest(
      identities: identities, isWildcard: isWildcard, accountURL: accountURL(account),
      method: method.rawValue)
    do throws(CAAObjection) {
      try set.check(request)
    } catch {
      throw Failure(
        .caa,
        "The CAA records of \(set.domain) forbid to issue for \(isWildcard ? "*." : "")\(name): "
          + "\(error). Found: \(set.shownRecords.joined(separator: ", ")).")
    }
    return CAARecord(checkedAt: now, domain: set.domain, records: set.shownRecords)
  }

  private func relevantSet(for name: String) async throws(Failure) -> CAARecordSet? {
    let (result, isExpired) = await limit.withinBudget.run { await climb(from: name) }
    switch result {
    case .success(let set):
      return set
    case .failure(let error):
      let time = isExpired ? " (time limit: \(limit.duration))" : ""
      throw Failure(
        error.isOurFault && !isExpired ? .serverInternal : .dns,
        "Whether CAA records allow to issue for \(name) can't be known: \(error.context)\(time).")
    }
  }

  /// Asks the name itself and then each of its ancestors, without the root, until one has records.
  ///
  /// Aliases are the resolver's business: it follows them for each name, but the next name is always
  /// the parent of the last one asked for, not of an alias's target (RFC 8659 §3).
  private func climb(from name: String) async -> Result<CAARecordSet?, ResolutionError> {
    var domain = name[...]
    do throws(ResolutionError) {
      while !domain.isEmpty {
        let answer = try await resolver.answer(for: String(domain), type: .caa)
        if !answer.records.isEmpty {
          return .success(try CAARecordSet(answer, at: String(domain)))
        }
        guard let dot = domain.firstIndex(of: ".") else { break }
        domain = domain[domain.index(after: dot)...]
      }
      return .success(nil)
    } catch {
      return .failure(error)
    }
  }
}

extension CAARecordSet {
  fileprivate init(_ answer: DNSAnswer, at domain: String) throws(ResolutionError) {
    var properties: [CAAProperty] = []
    for rdata in answer.records {
      guard let property = CAAProperty(rdata: rdata) else {
        throw ResolutionError(
          .malformedRecord, "a CAA record of \(domain) can't be read: it has no valid tag")
      }
      properties.append(property)
    }
    self.init(domain: domain, properties: properties)
  }

  /// What is kept and shown of the records, however many there are.
  fileprivate var shownRecords: [String] {
    let limit = 20
    let shown = properties.prefix(limit).map(\.presentation)
    return properties.count > limit ? shown + ["and \(properties.count - limit) others"] : shown
  }
}
