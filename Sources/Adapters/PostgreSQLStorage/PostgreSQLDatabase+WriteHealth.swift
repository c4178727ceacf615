package import Storage

extension PostgreSQLDatabase: WriteHealth {
  private static let touch = Statement(
    "write health", "UPDATE write_health SET touched = touched + 1 WHERE touched >= 0")

  /// What fills a server is its operator's to watch.
  package var concern: String? { nil }

  package func trouble() async -> StorageError? {
    var reason: String?
    for lane in writers { if let trouble = await lane.writeTrouble { reason = trouble } }
    guard reason != nil else { return nil }
    do throws(StorageError) {
      try await write(Write(Self.touch, []) { _ in }, within: .seconds(1))
      return nil
    } catch {
      return error
    }
  }
}
