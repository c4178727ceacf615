/// libunbound could not be set up.
package struct UnboundSetupError: Error, Sendable, Hashable {
  /// The function of libunbound that failed, with what it was given.
  package let call: String
  /// The reason, in libunbound's words.
  package let reason: String
}

extension UnboundSetupError: CustomStringConvertible {
  package var description: String {
    "the DNS resolver can't be started: \(call) failed: \(reason); check validation.resolvers and "
      + "validation.dnssec_trust_anchor"
  }
}
