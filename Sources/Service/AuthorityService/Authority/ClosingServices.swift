internal import Logging
internal import SQLiteStorage
internal import ServiceLifecycle
internal import Storage
internal import ValidationTransport

/// Closes the database once everything that uses it has ended.
struct StorageClosing: Service {
  let database: SQLiteDatabase
  let logger: Logger

  func run() async throws {
    try? await gracefulShutdown()
    // In a task of its own, since closing must go on where another service's failure cancels this one.
    await Task { await close() }.value
  }

  func close() async {
    do throws(StorageError) {
      try await database.close()
    } catch {
      logger.error("The database could not be closed cleanly", metadata: ["reason": "\(error)"])
    }
  }
}

/// Releases the DNS resolvers once no validation needs them any more.
struct ResolverClosing: Service {
  let resolvers: [UnboundResolver]

  func run() async throws {
    try? await gracefulShutdown()
    for resolver in resolvers { resolver.shutDown() }
  }
}
