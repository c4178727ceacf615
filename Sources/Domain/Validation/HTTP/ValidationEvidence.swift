/// What a successful validation rests on, for the audit log and the challenge's record.
package struct ValidationEvidence: Sendable, Hashable {
  /// The first request, and one for each redirect; the last showed the key authorization.
  package let hops: [HTTPHop]

  package init(hops: [HTTPHop]) { self.hops = hops }

  /// The evidence in sentences, as it is kept: what each host resolved to, which addresses were
  /// connected to, and what they answered.
  ///
  /// Bounded by the number of redirects, and each sentence in its length.
  package var observations: [String] {
    hops.indices.flatMap { index in
      let hop = hops[index]
      return [Self.resolution(of: hop)] + hop.unreachable.map { Self.attempt(at: $0, of: hop) }
        + [index == hops.indices.last ? Self.proof(by: hop) : Self.redirect(by: hop)]
    }.map { PrintableExcerpt($0, limitInCharacters: Self.sentenceLimitInCharacters).description }
  }

  private static func resolution(of hop: HTTPHop) -> String {
    let shown = hop.resolvedAddresses.prefix(addressLimit).map(\.description)
    let rest = hop.resolvedAddresses.count - shown.count
    let more = rest > 0 ? " and \(rest) more" : ""
    return "\(hop.target.host) has the addresses \(shown.joined(separator: ", "))\(more)."
  }

  private static func attempt(at address: HTTPHop.Unreachable, of hop: HTTPHop) -> String {
    "\(address.address) port \(hop.target.port) was \(address.reason)."
  }

  private static func redirect(by hop: HTTPHop) -> String {
    "\(hop.place) redirected (status \(hop.response.status)) to "
      + "\(PrintableExcerpt(hop.response.location ?? "", limitInCharacters: 400))."
  }

  private static func proof(by hop: HTTPHop) -> String {
    "\(hop.place) showed the key authorization."
  }

  private static let addressLimit = 16
  private static let sentenceLimitInCharacters = 1000
}
