package import Validation

/// Resolves names by libunbound, which caches and, given a trust anchor, checks DNSSEC.
package struct UnboundResolver: HostResolver, DNSResolver {
  private let context: UnboundContext
  private let limit: TimeLimit

  package init(_ configuration: UnboundConfiguration) throws(UnboundSetupError) {
    context = try UnboundContext(configuration)
    limit = TimeLimit(configuration.timeout)
  }

  /// Ends all lookups and releases libunbound's thread and sockets; later lookups fail.
  package func shutDown() { context.shutDown() }

  package func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    try check(host)
    let (answers, isExpired) = await limit.run {
      async let v6 = look(up: host, .aaaa)
      async let v4 = look(up: host, .a)
      return await AddressAnswers(host: host, v6: v6, v4: v4)
    }
    return try answers.addresses(expiredAfter: isExpired ? limit.duration : nil)
  }

  package func answer(
    for name: String, type: DNSRecordType
  ) async throws(ResolutionError) -> DNSAnswer {
    try check(name)
    let (result, isExpired) = await limit.run { await look(up: name, type) }
    if case .answered(let answer) = result { return answer }
    throw result.error(asking: type, of: name, expiredAfter: isExpired ? limit.duration : nil)
      ?? ResolutionError(.resolverFault, "looking up \(name): no answer and no error")
  }

  /// Refuses what libunbound would take for another name, or for a mistake of ours.
  ///
  /// C would stop reading at a NUL; a backslash begins an escape (RFC 1035 §5.1).
  private func check(_ name: String) throws(ResolutionError) {
    let text = name.hasSuffix(".") ? name.dropLast() : name[...]
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...253).contains(text.utf8.count), !text.utf8.contains(0), !text.contains("\\"),
      labels.allSatisfy({ (1...63).contains($0.utf8.count) })
    else {
      throw ResolutionError(
        .malformedName, "\"\(PrintableExcerpt(name))\" is not a name that DNS could hold")
    }
  }

  private func look(up name: String, _ type: DNSRecordType) async -> UnboundAnswer {
    let lookup = UnboundLookup()
    guard let number = context.start(lookup, name: name, type: type) else {
      return await lookup.answer()
    }
    defer { context.forget(number) }
    return await lookup.answer()
  }
}
