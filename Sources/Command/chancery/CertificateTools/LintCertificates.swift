import ArgumentParser
import CertificateFormats
import Foundation
import IssuancePolicy

/// `chancery certificate lint`: holds certificates to the rules that this CA signs by.
struct LintCertificates: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Hold certificates to RFC 5280 and the CA/B Baseline Requirements.",
    discussion: """
      The rules are those that every certificate of this CA has to keep before it is signed. Whether a \
      certificate is a leaf, an intermediate or a root is taken from its own words. Where its issuer is \
      among the certificates given, both are compared. Signatures are not verified.

      Exits with 0 when no rule is broken that must be kept, else with 1.

      EXAMPLE
        chancery certificate lint chain.pem root.pem
      """)

  @Argument(help: "Files with certificates, PEM or DER.")
  var files: [String]

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("Name a file with a certificate.") }
  }

  func run() async throws {
    let certificates = try explained {
      try files.flatMap { path in
        try CertificateFile(path: path).all().map { (path: path, derBytes: $0) }
      }
    }
    let issuers = certificates.compactMap { try? IssuerDescription(derBytes: $0.derBytes) }
    let documents = certificates.map { certificate in
      LintDocument(
        file: certificate.path, derBytes: certificate.derBytes,
        issuer: Self.issuer(of: certificate.derBytes, among: issuers))
    }
    switch output.format {
    case .text: for document in documents { print(document.text) }
    case .json: try OutputFormat.printJSON(documents)
    }
    if documents.contains(where: \.hasError) { throw ExitCode.failed }
  }

  /// The issuer by its name; a root is compared with itself by its own rules.
  private static func issuer(
    of derBytes: [UInt8], among issuers: [IssuerDescription]
  ) -> IssuerDescription? {
    guard let name = EncodedName(issuerOfCertificate: derBytes) else { return nil }
    return issuers.first { $0.name == name }
  }
}
