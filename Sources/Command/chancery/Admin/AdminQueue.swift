import ArgumentParser
import OperatorConsole

/// `chancery admin queue`: the issuance queue.
struct AdminQueue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Show the queue of accepted orders.",
    discussion: """
      EXAMPLE
        chancery admin queue status --config myca/chancery.yaml
        chancery admin queue list --set-aside --config myca/chancery.yaml
      """,
    subcommands: [Status.self, List.self])

  /// `chancery admin queue status`.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Show how many orders wait, and for how long.",
      discussion: """
        "next waits" is what the next order of a class is told, if its account has none in the queue: the \
        orders before it, divided by the measured rate.

        EXAMPLE
          chancery admin queue status --config myca/chancery.yaml --format json
        """)

    @OptionGroup var running: RunningAuthority

    func run() async throws {
      let report = try await running.queueReport(for: .status)
      try running.write(report, orElse: QueueTable(report).text)
    }
  }

  /// `chancery admin queue list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Show the first jobs of the queue, or those set aside.",
      discussion: """
        A job is set aside, and its order made invalid, when every try at it failed for reasons of its \
        own, as when the CA crashed at it. Each is worth a look: it is a bug, or a damaged database.

        EXAMPLE
          chancery admin queue list --limit 20 --config myca/chancery.yaml
          chancery admin queue list --set-aside --config myca/chancery.yaml
        """)

    @OptionGroup var running: RunningAuthority

    @Flag(help: "Those that were given up after too many tries, the newest first.")
    var setAside = false

    @Option(
      help: ArgumentHelp("How many at the most, up to 200. (default: 50)", valueName: "number"),
      transform: ArgumentText.number(in: 1...200))
    var limit = 50

    func run() async throws {
      let order: QueueOrder = setAside ? .listSetAside(limit: limit) : .list(limit: limit)
      let report = try await running.queueReport(for: order)
      let isEmpty = report.jobs?.isEmpty ?? true
      let none = setAside ? "No job was set aside." : "The queue is empty."
      try running.write(report, orElse: isEmpty ? none : QueueTable(report).text)
    }
  }
}

/// `chancery admin accounts`: what an operator may set of accounts.
struct AdminAccounts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "Say how accounts may use the CA.",
    discussion: """
      EXAMPLE
        chancery admin accounts bulk https://ca.example/acme/account/0198… \\
          --config myca/chancery.yaml
      """,
    subcommands: [Bulk.self])

  /// `chancery admin accounts bulk`.
  struct Bulk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bulk", abstract: "Put an account's orders behind those of others, or back.",
      discussion: """
        Orders that it finalizes from then on wait in the class bulk, which gets one of 13 signatures \
        while the others have work, and all that they leave.

        EXAMPLE
          chancery admin accounts bulk ACCOUNT --config myca/chancery.yaml
          chancery admin accounts bulk ACCOUNT --off --config myca/chancery.yaml
        """)

    @Argument(help: "The account's URL, or the 32 digits at its end.")
    var account: String

    @Flag(help: "Treat it like any other again.")
    var off = false

    @OptionGroup var running: RunningAuthority

    func run() async throws {
      let report = try await running.queueReport(for: .setBulk(account: account, isBulk: !off))
      let name = report.account ?? account
      try running.write(
        report,
        orElse: report.isBulk == true
          ? "Orders of \(name) wait in the class bulk from now on."
          : "Orders of \(name) are like any other from now on.")
    }
  }
}

extension RunningAuthority {
  fileprivate func queueReport(for order: QueueOrder) async throws -> QueueReport {
    switch try await answer(to: .queue(order)) {
    case .queue(let report): return report
    case .tokens, .revocation, .blockedKeys, .refusal:
      throw fail("serve answered something else than was asked.")
    }
  }
}
