import ArgumentParser
import CertificateFormats
import Cryptoki
import Foundation
import HSMDiagnostics
import Signing
import X509

extension HSM {
  /// `chancery hsm generate`: makes a key pair in a token, and writes its public key and a CSR.
  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate",
      abstract: "Generate a key pair inside the token; write its public key and a CSR.",
      discussion: """
        The private key is sensitive, never extractable, and may sign, nothing else; what the \
        token made of it is read back and shown. A label that exists is refused, and no file is \
        overwritten. Exits with 1 when the token did not honour an attribute.

        EXAMPLE
          chancery hsm generate --module /usr/lib/softhsm/libsofthsm2.so \\
            --pin-file pin --label r1 --key-type ecdsa-p256 \\
            --public-key r1.pub.pem --csr r1.csr.pem \\
            --subject "CN=Example Root,O=Example Org,C=US"
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var login: LoginOptions

    @Option(help: ArgumentHelp("The new key's label, for both halves.", valueName: "label"))
    var label: String

    @Option(help: ArgumentHelp("Its id, in hexadecimal (default: random).", valueName: "hex"))
    var id: HexadecimalArgument?

    @Option(help: "Its type.")
    var keyType: KeyTypeArgument = .ecdsaP256

    @Option(help: ArgumentHelp("Where to write the public key, as PEM.", valueName: "file"))
    var publicKey: String?

    @Option(
      name: .customLong("csr"),
      help: ArgumentHelp("Where to write a signing request; needs --subject.", valueName: "file"))
    var request: String?

    @Option(
      help: ArgumentHelp(
        "The request's subject, as \"CN=Example Root,O=Example Org,C=US\".", valueName: "name"),
      transform: Self.subject(_:))
    var subject: SubjectName?

    @OptionGroup var output: OutputOptions

    private static func subject(_ text: String) throws -> SubjectName {
      do throws(SubjectNameFault) {
        return try SubjectName(text)
      } catch {
        throw ValidationError(error.description)
      }
    }

    func validate() throws {
      guard !label.isEmpty else {
        throw ValidationError("The label is empty. Give the key a name.")
      }
      guard (request == nil) == (subject == nil) else {
        throw ValidationError("--csr and --subject go together.")
      }
    }

    func run() throws {
      let access = try tokens.access()
      try explained {
        let files = (
          publicKey: try publicKey.map(NewFile.init), request: try request.map(NewFile.init)
        )
        let door = try TokenDoor(access)
        let session = try door.session(force: login.force)
        let generation = KeyGeneration(
          keyType.keyPairType, label: label, id: id?.bytes, profile: door.profile)
        try generation.check(in: session)
        announce()
        let key = try generation.key(in: session)
        guard let half = key.publicKeys.first else {
          throw CryptokiError.publicKeyUnreadable(
            reason: "the token doesn't show the key that it generated")
        }
        try files.publicKey?.write(half.pemText)
        if let file = files.request, let subject {
          let request = try CertificateRequest(
            subject: subject.name, key: key, publicKey: half, session: session)
          try file.write(request.pemText)
        }
        try report(key, in: door)
      }
    }

    /// Says that it takes long, where it does.
    private func announce() {
      guard let duration = keyType.usualDuration else { return }
      try? FileHandle.standardError.write(
        contentsOf: Data("Generating; \(keyType.rawValue) can take \(duration).\n".utf8))
    }

    private func report(_ key: HeldKey, in door: TokenDoor) throws {
      switch output.format {
      case .text:
        print(KeyListing(name: door.access.name, token: door.token, keys: [key]).generatedText)
        if let publicKey { print("Public key written to \(publicKey).") }
        if let request { print("Signing request written to \(request).") }
      case .json:
        try OutputFormat.printJSON(
          GenerationDocument(
            token: TokenDocument(name: door.access.name, door.token), key: KeyDocument(key),
            publicKeyFile: publicKey, requestFile: request))
      }
      let broken = key.attributes.concerns
      guard broken.isEmpty else {
        for concern in broken {
          warn("The token didn't honour what was asked: \(concern.explanation).")
        }
        throw ExitCode.failed
      }
    }
  }
}

/// What was generated, for programs.
private struct GenerationDocument: Encodable {
  let token: TokenDocument
  let key: KeyDocument
  let publicKeyFile: String?
  let requestFile: String?
}

extension KeyTypeArgument {
  /// How long slow tokens take; nil where nobody waits.
  fileprivate var usualDuration: String? {
    switch self {
    case .ecdsaP256, .ecdsaP384: nil
    case .rsa2048: "some seconds"
    case .rsa3072: "half a minute"
    case .rsa4096: "a minute"
    }
  }
}
