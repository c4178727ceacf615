internal import Testing

/// One promise of the storage ports, to be held against any engine.
///
/// An engine's tests run them all, each on a fresh database:
///
///     @Test(arguments: ContractCase.all)
///     func keeps(_ promise: ContractCase) async throws { try await promise.check(stores) }
package struct ContractCase: Sendable, CustomTestStringConvertible {
  private let name: String
  package let check: @Sendable (StoresUnderTest) async throws -> Void

  init(_ name: String, _ check: @escaping @Sendable (StoresUnderTest) async throws -> Void) {
    self.name = name
    self.check = check
  }

  package var testDescription: String { name }

  package static let all =
    accountCases + accountChangeCases + orderCases + orderListingCases + authorizationCases
    + liveAuthorizationCases + queueCases + fairQueueCases + queueModelCases + queueInspectionCases
    + leaseCases
    + issuanceCases
    + revocationCases + renewalCases
    + blockedKeyCases + freshnessCases
    + provenControlCases
}
