/// One change of the tables: a transaction of single statements.
///
/// A migration that has been released is never edited. It runs while older processes are up, so it only
/// adds (*expand*); what they need is taken away by a later version (*contract*), which says so by
/// ``oldestProcess``.
struct SchemaMigration: Sendable {
  let number: Int64
  let name: String
  /// The lowest schema number that a process must know to live with the tables as they are after it.
  let oldestProcess: Int64
  let statements: [String]

  static let all = [firstSchema]

  /// The newest schema that this version knows.
  static var newest: Int64 { all.last?.number ?? 0 }
}
