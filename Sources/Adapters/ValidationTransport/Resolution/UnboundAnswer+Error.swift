internal import Validation

extension UnboundAnswer {
  /// Why there is no answer, in words for the applicant; nil where there is one.
  ///
  /// - Parameter limit: The time that was allowed, if it ran out.
  func error(
    asking type: DNSRecordType, of name: String, expiredAfter limit: Duration?
  ) -> ResolutionError? {
    let question = "looking up the \(type.name) records of \(name)"
    switch self {
    case .answered:
      return nil
    case .failed(let rcode):
      return ResolutionError(
        .serverFailure(rcode: rcode),
        "\(question): \(Self.mnemonic(of: rcode)) from the name servers")
    case .bogus(let why):
      return ResolutionError(.bogus, "\(question): DNSSEC validation failed: \(why)")
    case .fault(let reason):
      return ResolutionError(.resolverFault, "\(question): \(reason)")
    case .cancelled:
      guard let limit else {
        return ResolutionError(.cancelled, "\(question): no answer before the end")
      }
      return ResolutionError(
        .timedOut, "\(question): the name servers gave no answer within \(limit)")
    }
  }

  /// The mnemonics of RFC 1035 §4.1.1 and RFC 2136 §2.2.
  private static func mnemonic(of rcode: Int) -> String {
    let names = [
      "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
      "NXRRSET", "NOTAUTH", "NOTZONE",
    ]
    return names.indices.contains(rcode) ? names[rcode] : "rcode \(rcode)"
  }
}
