import PostgreSQLStorage
import StorageContract
import Testing

/// Every promise again, over connections that are cut at every third batch.
@Suite struct LostConnectionTests {
  @Test(arguments: ContractCase.all)
  func `what never reached PostgreSQL is sent again, and all promises hold`(
    _ promise: ContractCase
  ) async throws {
    try await check(promise, cutting: .before)
  }

  @Test(arguments: ContractCase.all)
  func `what took effect before its connection was cut is known again, and all promises hold`(
    _ promise: ContractCase
  ) async throws {
    try await check(promise, cutting: .after)
  }

  @Test(arguments: ContractCase.all)
  func `what comes to PostgreSQL after it was sent again has no effect, and all promises hold`(
    _ promise: ContractCase
  ) async throws {
    try await check(promise, cutting: .late)
  }

  private func check(_ promise: ContractCase, cutting fault: FaultProxy.Fault) async throws {
    let proxy = try FaultProxy(to: TestDatabases.server.get().socketPath) { batch, _ in
      batch.isMultiple(of: 3) ? fault : nil
    }
    defer { proxy.stop() }
    try await TestDatabases.withStores(through: proxy) { stores in
      try await promise.check(StoresUnderTest(stores))
      // That each third one was cut indeed, its repetitions included.
      #expect(proxy.cuts == proxy.batchCount / 3)
    }
  }
}
