import AuthorityModel
import SQLiteStorage
import StorageContract
import Testing

@Test("SQLite keeps what the storage ports promise", arguments: ContractCase.all)
func keeps(_ promise: ContractCase) async throws {
  try await check(promise, remembersRows: true)
}

/// What is remembered can't stand in for what was never written.
@Test("and so it does where it remembers nothing", arguments: ContractCase.all)
func keepsWithoutMemory(_ promise: ContractCase) async throws {
  try await check(promise, remembersRows: false)
}

private func check(_ promise: ContractCase, remembersRows: Bool) async throws {
  let file = try TemporaryDatabase()
  let database = try SQLiteDatabase(path: file.path, remembersRows: remembersRows)
  try await promise.check(StoresUnderTest(SQLiteStores(database)))
  try await database.close()
}
