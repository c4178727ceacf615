import SQLiteStorage
import StorageContract
import Testing

@Test("SQLite keeps what the storage ports promise", arguments: ContractCase.all)
func keeps(_ promise: ContractCase) async throws {
  let file = try TemporaryDatabase()
  let stores = try file.open()
  try await promise.check(StoresUnderTest(stores))
  try await stores.database.close()
}
