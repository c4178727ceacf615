package import Validation

/// Resolves host names by libunbound, which caches and, given a trust anchor, checks DNSSEC.
package struct UnboundResolver: HostResolver {
  private let context: UnboundContext
  private let limit: TimeLimit

  package init(_ configuration: UnboundConfiguration) throws(UnboundSetupError) {
    context = try UnboundContext(configuration)
    limit = TimeLimit(configuration.timeout)
  }

  /// Ends all lookups and releases libunbound's thread and sockets; later lookups fail.
  package func shutDown() { context.shutDown() }

  package func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    // C would stop reading at a NUL and look up another name.
    guard (1...254).contains(host.utf8.count), !host.utf8.contains(0) else {
      throw ResolutionError(
        .malformedName, "\"\(PrintableExcerpt(host))\" is not a name that DNS could hold")
    }
    let (answers, isExpired) = await limit.run {
      async let v6 = answer(host, .aaaa)
      async let v4 = answer(host, .a)
      return await AddressAnswers(host: host, v6: v6, v4: v4)
    }
    return try answers.addresses(expiredAfter: isExpired ? limit.duration : nil)
  }

  private func answer(_ host: String, _ type: RecordType) async -> UnboundAnswer {
    let lookup = UnboundLookup()
    guard let number = context.start(lookup, name: host, type: type) else {
      return await lookup.answer()
    }
    defer { context.forget(number) }
    return await lookup.answer()
  }
}
