import ArgumentParser
import Cryptoki

extension HSM {
  /// `chancery hsm slots`: what a module, its slots and tokens say of themselves.
  struct Slots: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "slots",
      abstract: "Show a module's tokens: their state, versions, memory and mechanisms.",
      discussion: """
        Needs no PIN.

        EXAMPLE
          chancery hsm slots --module /usr/lib/softhsm/libsofthsm2.so
          chancery hsm slots --config myca/chancery.yaml --mechanisms
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      for access in try tokens.accesses() {
        access.prepareEnvironment()
        let module = try CryptokiModule(path: access.modulePath)
        for token in try module.tokens() { print(token.summary) }
      }
    }
  }
}
