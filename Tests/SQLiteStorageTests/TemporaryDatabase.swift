import Foundation
import SQLiteStorage
import StorageContract

/// A directory for one test's database, which goes away with this value.
final class TemporaryDatabase: Sendable {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "chancery-storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  var path: String { directory.appending(path: "ca.sqlite").path }

  func open() throws -> SQLiteStores { try SQLiteStores(path: path) }
}

extension StoresUnderTest {
  init(_ stores: SQLiteStores) {
    self.init(
      accounts: stores.accounts, orders: stores.orders, authorizations: stores.authorizations,
      jobs: stores.jobs, certificates: stores.certificates, revocations: stores.revocations,
      blockedKeys: stores.blockedKeys, provenControl: stores.provenControl)
  }
}
