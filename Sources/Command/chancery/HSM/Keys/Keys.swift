import ArgumentParser
import Cryptoki
import HSMDiagnostics

extension HSM {
  /// `chancery hsm keys`: which private keys a token holds, and how safe they are.
  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "keys",
      abstract: "List a token's private keys: type, attributes, public key, fingerprint.",
      discussion: """
        Logs in once. Attributes that a CA's key should not have are marked UNSAFE. The fingerprint \
        is what `openssl pkey -pubin -outform DER | sha256sum` prints.

        EXAMPLE
          chancery hsm keys --module /usr/lib/softhsm/libsofthsm2.so --pin-file pin
          chancery hsm keys verify --config myca/chancery.yaml --certificate r1.pem
        """,
      subcommands: [List.self, Verify.self], defaultSubcommand: List.self)
  }
}

extension HSM.Keys {
  /// `chancery hsm keys`, the list.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List a token's private keys (the default).",
      discussion: """
        EXAMPLE
          chancery hsm keys list --module /usr/lib/softhsm/libsofthsm2.so --pin-file pin
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var login: LoginOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      var documents: [TokenKeysDocument] = []
      defer { output.printJSON(documents) }
      try forEachToken(try tokens.accesses()) { access in
        let door = try TokenDoor(access)
        let keys = try door.session(force: login.force).heldKeys()
        switch output.format {
        case .text: print(KeyListing(name: access.name, token: door.token, keys: keys).text)
        case .json:
          documents.append(TokenKeysDocument(name: access.name, token: door.token, keys: keys))
        }
      }
    }
  }
}

/// The option of commands that log in.
struct LoginOptions: ParsableArguments {
  @Flag(help: "Log in even if the token says that this try is the last before it locks.")
  var force = false
}
