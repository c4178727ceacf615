import ArgumentParser
import CertificateFormats
import Cryptoki
import HSMDiagnostics
import Signing
import X509

extension HSM.Keys {
  /// `chancery hsm keys verify`: proves that a private key of the token signs for a certificate.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Prove that a private key of the token signs for a given certificate.",
      discussion: """
        Compares the public keys, has the token sign a random text, and verifies that signature in \
        software under the certificate's key. Without --label and --id it finds out which key of \
        the token it is. Exits with 0 when it is proved, else with 1.

        EXAMPLE
          chancery hsm keys verify --module /usr/lib/softhsm/libsofthsm2.so \\
            --pin-file pin --certificate r1.pem --label r1
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var login: LoginOptions

    @Option(help: ArgumentHelp("The certificate, a PEM or DER file.", valueName: "file"))
    var certificate: String

    @OptionGroup var key: KeyNameOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let certificate = try explained {
        try CertificateFile(path: self.certificate).certificate()
      }
      let access = try tokens.access()
      try explained {
        let proof = try KeyProof(certificateKey: certificate.publicKey)
        let door = try TokenDoor(access)
        let session = try door.session(force: login.force)
        let key = try proof.provenKey(named: key.name, in: session)
        try report(key, of: door, certificate)
      }
    }

    private func report(
      _ key: HeldKey, of door: TokenDoor, _ certificate: Certificate
    ) throws {
      switch output.format {
      case .text:
        var fields = FieldList(indent: 2)
        fields.add("Private key", "\(key.summary)")
        fields.add("Token", door.token.summary)
        fields.add("Certificate", "\(certificate.subject)")
        fields.add(
          "Public key",
          key.publicKeys.isEmpty
            ? "not shown by the token, so that only the signature tells" : "the certificate's")
        fields.add("SHA-256", certificate.publicKey.fingerprint)
        fields.add("Signature", "made by the token, verified in software")
        print("Proved: the private key signs for the certificate.\n" + fields.text, terminator: "")
      case .json:
        try OutputFormat.printJSON(
          ProofDocument(
            token: TokenDocument(name: door.access.name, door.token), key: KeyDocument(key),
            certificateSubject: certificate.subject.description,
            certificateFingerprint: certificate.publicKey.fingerprint,
            isPublicKeyCompared: !key.publicKeys.isEmpty, isSignatureVerified: true))
      }
    }
  }
}

/// What was proved, for programs.
private struct ProofDocument: Encodable {
  let token: TokenDocument
  let key: KeyDocument
  let certificateSubject: String
  /// SHA-256 of the certificate's SubjectPublicKeyInfo.
  let certificateFingerprint: String
  let isPublicKeyCompared: Bool
  let isSignatureVerified: Bool
}
