import ArgumentParser
import AuthorityModel
import OperatorConsole

/// `chancery admin revoke`: revokes a certificate in the CA's name.
struct AdminRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke a certificate that this CA issued.",
    discussion: """
      It says what it would do; with --no-dry-run it does it. There is no way back.

      The reason keyCompromise says that the CA knows the key to be compromised: then the key is \
      blocked, and every other certificate that bears it is revoked, too.

      Exits with 0 when it was, or could be, revoked, else with 1.

      EXAMPLE
        chancery admin revoke 4a3f09c2d0e15b7788a1f0934dbb6e21 \\
          --config myca/chancery.yaml --reason privilegeWithdrawn --no-dry-run
      """)

  @OptionGroup var running: RunningAuthority

  @Argument(help: "The serial number, in hexadecimal digits; colons are read over.")
  var serial: String

  @Option(
    help: ArgumentHelp(
      "One of \(RevocationReason.allCases.map(\.description).joined(separator: ", "))."))
  var reason: String

  @Option(help: "What to keep with the block of the key, such as a ticket's number.")
  var note: String?

  @Flag(inversion: .prefixedNo, help: "Only say what would be done.")
  var dryRun = true

  func validate() throws {
    guard SerialNumber(text: digits) != nil else {
      throw ValidationError("\"\(serial)\" is no serial number in hexadecimal digits.")
    }
    guard RevocationReason(name: reason) != nil else {
      let names = RevocationReason.allCases.map(\.description).joined(separator: ", ")
      throw ValidationError("\"\(reason)\" is no reason; there are \(names).")
    }
  }

  func run() async throws {
    let order = RevocationOrder(
      serial: digits, reason: reason, note: note, isRehearsal: dryRun)
    try running.show(try await running.answer(to: .revoke(order)))
  }

  /// As openssl prints it, less colons and a prefix.
  private var digits: String { SerialText.digits(of: serial) }
}

/// Hexadecimal digits as tools print them.
enum SerialText {
  static func digits(of text: String) -> String {
    let digits = text.hasPrefix("serial=") ? text.dropFirst("serial=".count) : text[...]
    return digits.filter { $0 != ":" }.lowercased()
  }
}
