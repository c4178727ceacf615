import ArgumentParser
import CertificateFormats
import HSMDiagnostics

/// The options that name a key on its token.
struct KeyNameOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The key's label.", valueName: "label"))
  var label: String?

  @Option(help: ArgumentHelp("The key's id, in hexadecimal.", valueName: "hex"))
  var id: HexadecimalArgument?

  func validate() throws {
    guard label == nil || id == nil else {
      throw ValidationError("Name the key by one of --label and --id.")
    }
  }

  /// Nil when neither was given.
  var name: KeyName? {
    label.map(KeyName.label) ?? (id?.bytes).map(KeyName.id)
  }
}

/// Bytes as pairs of hexadecimal digits.
struct HexadecimalArgument: ExpressibleByArgument, Sendable, Hashable {
  let bytes: [UInt8]

  init?(argument: String) {
    guard let bytes = HexText.bytes(argument), !bytes.isEmpty else { return nil }
    self.bytes = bytes
  }
}
