/// What a certificate costs the database, as a page.
enum IssuancePage {
  static var text: String {
    """
    # What a certificate costs the database

    The table is held against a running CA by `Tests/ACMEServerTests/Statements`: a client orders, proves control by http-01,
    finalizes, polls and downloads, and SQLite itself says what it ran. Rendered by `scripts/render-docs`; why it is so is in
    decisions [25](decisions/0025-what-sqlite-storage-remembers.md) and [26](decisions/0026-statements-of-a-certificate.md).

    ## Statement by statement

    \(CertificateStatement.all.count) statements for a certificate for one name that the account never had before; each further name
    is one more `INSERT` at newOrder, and one more `UPDATE` of its authorization.

    | | step | statement | why |
    |---|---|---|---|
    \(rows)

    A validation that takes longer than its answer waits (`validation.answer_wait`), or that is one of very many, is one more `UPDATE` and
    one more commit: a crash must not forget an answer that was acknowledged ([decision 30](decisions/0030-answers-wait.md)).

    Asked of memory, and of the database only by a process that has just started or has forgotten: \(readings).

    ## Commit by commit, fsync by fsync

    \(steps.count) writes make a commit each where a client is alone, which is an fsync of the log and a `BEGIN` and a `COMMIT` each:
    \(steps.map { "*\($0)*" }.joined(separator: ", ")). None can be left out: before each of them the CA has promised nothing yet
    what it promises after it, and a crash may come between any two. Under load writers share commits, so that all of these are paid for by
    many certificates together; no write has a savepoint of its own unless one of its group has failed. A test with 32 workers
    (`Tests/SQLiteStorageTests/ThroughputTests.swift`) holds the \(CertificateStatement.all.count) statements and less than one fsync for a certificate; how many share a `BEGIN` and a
    `COMMIT` depends on the machine, and `Benchmarks/flow` holds the sum: at most 12.

    | what is synced | when | counted by |
    |---|---|---|
    | the log (`-wal`) | at each commit that changed something, `synchronous = FULL` | `commits` |
    | the log, then the file | at a checkpoint, which moves the log's pages into the file | `checkpoints`, twice |
    | the log's header | where the log begins anew after a checkpoint | `checkpoints`, once |

    `StorageStatistics.fsyncs` adds these up.
    """ + "\n"
  }

  private static var rows: String {
    CertificateStatement.all.enumerated().map { number, statement in
      "| \(number + 1) | \(statement.step) | `\(statement.beginning) …` | \(statement.reason) |"
    }.joined(separator: "\n")
  }

  private static var readings: String { CertificateStatement.readings.joined(separator: "; ") }

  /// Each step once, in order: the writes that are committed.
  private static var steps: [String] {
    CertificateStatement.all.map(\.step).reduce(into: []) { steps, step in
      if steps.last != step { steps.append(step) }
    }
  }
}
