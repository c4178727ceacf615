import ArgumentParser
import AuthorityModel
import OperatorConsole

/// `chancery admin keys`: the keys that a CA refuses.
struct AdminKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List, block and unblock public keys.",
    discussion: """
      A blocked key is neither certified nor taken for an account. Keys are named by the SHA-256 of their \
      SubjectPublicKeyInfo, or by a file that holds the key or a certificate for it.

      EXAMPLE
        chancery admin keys list --config myca/chancery.yaml
        chancery admin keys block --file leaked.key --note "ticket 7" \\
          --config myca/chancery.yaml
      """,
    subcommands: [List.self, Block.self, Unblock.self])

  /// `chancery admin keys list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Show the keys that this CA has blocked.",
      discussion: """
        Keys in the files of `blocked_key_files` are not among them.

        EXAMPLE
          chancery admin keys list --config myca/chancery.yaml --format json
        """)

    @OptionGroup var running: RunningAuthority

    func run() async throws {
      var keys: [BlockedKeyReport] = []
      while true {
        let order = KeyOrder(.list, key: keys.last?.key)
        guard case .blockedKeys(let page) = try await running.answer(to: .keys(order)) else {
          throw fail("serve answered something else than was asked.")
        }
        if page.isEmpty { break }
        keys += page
      }
      try running.write(
        ["blockedKeys": keys],
        orElse: keys.isEmpty ? "No key is blocked." : BlockedKeyTable(keys).text)
    }
  }

  /// `chancery admin keys block`.
  struct Block: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "block", abstract: "Block a key, and revoke all certificates that bear it.",
      discussion: """
        It says what it would do; with --no-dry-run it does it. Revocations can't be taken back.

        EXAMPLE
          chancery admin keys block --file leaked.key --note "ticket 7" \\
            --config myca/chancery.yaml --no-dry-run
        """)

    @OptionGroup var running: RunningAuthority
    @OptionGroup var key: KeyArgument

    @Option(help: "What to keep with it, such as a ticket's number.")
    var note: String?

    @Flag(inversion: .prefixedNo, help: "Only say what would be done.")
    var dryRun = true

    func run() async throws {
      let order = KeyOrder(
        .block, key: try key.fingerprint().description, note: note, isRehearsal: dryRun)
      try running.show(try await running.answer(to: .keys(order)))
    }
  }

  /// `chancery admin keys unblock`.
  struct Unblock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unblock", abstract: "Let a key be used again that was blocked by mistake.",
      discussion: """
        Its certificates stay revoked. A key whose compromise was proved stays blocked.

        EXAMPLE
          chancery admin keys unblock --file good.pem --no-dry-run \\
            --config myca/chancery.yaml
        """)

    @OptionGroup var running: RunningAuthority
    @OptionGroup var key: KeyArgument

    @Flag(inversion: .prefixedNo, help: "Only say what would be done.")
    var dryRun = true

    func run() async throws {
      let fingerprint = try key.fingerprint()
      let order = KeyOrder(.unblock, key: fingerprint.description, isRehearsal: dryRun)
      guard case .revocation(let report) = try await running.answer(to: .keys(order)) else {
        throw fail("serve answered something else than was asked.")
      }
      try running.write(
        report,
        orElse: report.done
          ? "The key \(fingerprint) is no longer blocked."
          : "The key \(fingerprint) would be unblocked. Nothing was done: say --no-dry-run to do it."
      )
    }
  }
}
