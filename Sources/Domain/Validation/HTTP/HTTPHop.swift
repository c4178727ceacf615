/// One request of an http-01 validation, and what came of it.
package struct HTTPHop: Sendable, Hashable {
  /// An address that no connection came about to.
  package struct Unreachable: Sendable, Hashable {
    package let address: IPAddress
    /// As the fetcher words it: `not connected: connection refused`.
    package let reason: String

    package init(address: IPAddress, reason: String) {
      self.address = address
      self.reason = reason
    }
  }

  package let target: HTTPTarget
  /// Every address that the host had.
  package let resolvedAddresses: [IPAddress]
  package let unreachable: [Unreachable]
  /// The address that answered.
  package let address: IPAddress
  package let response: FetchedResponse

  package init(
    target: HTTPTarget, resolvedAddresses: [IPAddress], unreachable: [Unreachable] = [],
    address: IPAddress, response: FetchedResponse
  ) {
    self.target = target
    self.resolvedAddresses = resolvedAddresses
    self.unreachable = unreachable
    self.address = address
    self.response = response
  }

  /// What was asked for and where, for the beginning of a sentence.
  var place: String { Self.place(of: target, at: address) }

  static func place(of target: HTTPTarget, at address: IPAddress) -> String {
    "\(PrintableExcerpt("\(target)", limitInCharacters: urlLimitInCharacters))"
      + " at \(address) port \(target.port)"
  }

  /// Room for the longest host and a token.
  private static var urlLimitInCharacters: Int { 400 }
}
