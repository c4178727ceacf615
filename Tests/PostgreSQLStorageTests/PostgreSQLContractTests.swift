import PostgreSQLStorage
import StorageContract
import Testing

@Test("PostgreSQL keeps what the storage ports promise", arguments: ContractCase.all)
func keeps(_ promise: ContractCase) async throws {
  try await TestDatabases.withStores { stores in
    try await promise.check(StoresUnderTest(stores))
  }
}

/// As two processes would: each statement may meet another one's transaction.
@Test("and so it does over several writing connections", arguments: ContractCase.all)
func keepsOverSeveralConnections(_ promise: ContractCase) async throws {
  var options = PostgreSQLDatabase.Options()
  options.writerCount = 3
  options.readerCount = 2
  try await TestDatabases.withStores(options: options) { stores in
    try await promise.check(StoresUnderTest(stores))
  }
}
