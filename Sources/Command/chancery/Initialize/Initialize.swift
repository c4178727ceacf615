import ArgumentParser
import AuthorityModel
import AuthorityService
import Cryptoki
import Foundation

/// `chancery init`: makes a ready CA in a directory.
struct Initialize: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a ready CA in a directory: token, root, intermediate and chancery.yaml.",
    discussion: """
      The keys are generated inside a PKCS#11 token (SoftHSM unless told otherwise) and never leave \
      it. Nothing that exists is overwritten.

      EXAMPLE
        chancery init myca --organization "Example Org"
        chancery serve --config myca/chancery.yaml
      """)

  @Argument(help: "The directory to make. It must not exist, or be empty.")
  var directory: String

  @Option(help: "Type of the CA's keys: \(KeyTypeArgument.list).")
  var keyType: KeyTypeArgument = .ecdsaP256

  @Option(name: .customLong("pkcs11-module"), help: "The PKCS#11 module that makes the keys.")
  var module = "/usr/lib/softhsm/libsofthsm2.so"

  @Flag(help: "Keep the keys in files instead of a token. For trials only.")
  var software = false

  @Option(help: "Organization in the names of root and intermediate.")
  var organization = "Chancery"

  @Option(help: "URL under which clients will find the directory (default: from --acme-port).")
  var directoryURL: String?

  @Flag(help: "For trials on one machine: *.test is 127.0.0.1 and may be validated there.")
  var demonstration = false

  @Option(help: "Port of the ACME listener.")
  var acmePort = 14000

  @Option(help: "Port for operators: /health/live and /health/ready.")
  var operationsPort = 14001

  @Option(help: "Port kept for OCSP and CRLs; not served yet.")
  var publicPort = 14002

  @Option(help: "Port for http-01 validation (default: 80; 5002 with --demonstration).")
  var httpValidationPort: Int?

  func validate() throws {
    for port in [acmePort, operationsPort, publicPort, httpValidationPort ?? 80]
    where !(1...65535).contains(port) {
      throw ValidationError("\(port) is no port. Choose one from 1 to 65535.")
    }
    do {
      try authority.check()
    } catch let error as NewAuthorityError {
      throw ValidationError(error.description)
    }
  }

  func run() async throws {
    CoreDumps.forbid()
    let authority = try authority
    do {
      let report = try await authority.create(clock: .system) { print("· \($0)") }
      print(
        """

        The CA is ready in \(directory).
          Keys           \(report.keyPlace)
          Root           \(report.rootFile) (give it to clients as their trust anchor)
          Configuration  \(report.configurationFile)

        Start it:  chancery serve --config \(report.configurationFile)
        """)
    } catch {
      throw fail(error)
    }
  }

  private var authority: NewAuthority {
    get throws {
      NewAuthority(
        directory: directory, keyStore: software ? .files : .token(module: module),
        keyType: keyType.keyPairType, organization: organization, externalURL: try externalURL,
        acmePort: acmePort, operationsPort: operationsPort, publicPort: publicPort,
        httpValidationPort: httpValidationPort ?? (demonstration ? 5002 : 80),
        isDemonstration: demonstration)
    }
  }

  /// The part of the directory's URL that the configuration wants: `https://host[:port]`.
  private var externalURL: String {
    get throws {
      guard let directoryURL else { return "https://127.0.0.1:\(acmePort)" }
      guard
        let url = URLComponents(string: directoryURL), url.scheme == "https",
        let host = url.host, !host.isEmpty, ["", "/", "/directory"].contains(url.path),
        url.query == nil, url.fragment == nil, url.user == nil
      else {
        throw ValidationError(
          "\(directoryURL) can't be the directory's URL. Write it as https://acme.example/directory."
        )
      }
      return "https://\(host)" + (url.port.map { ":\($0)" } ?? "")
    }
  }
}

/// The names of key types on the command line.
enum KeyTypeArgument: String, ExpressibleByArgument, CaseIterable {
  case ecdsaP256 = "ecdsa-p256"
  case ecdsaP384 = "ecdsa-p384"
  case rsa2048 = "rsa-2048"
  case rsa3072 = "rsa-3072"
  case rsa4096 = "rsa-4096"

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

  var keyPairType: KeyPairType {
    switch self {
    case .ecdsaP256: .p256
    case .ecdsaP384: .p384
    case .rsa2048: .rsa2048
    case .rsa3072: .rsa3072
    case .rsa4096: .rsa4096
    }
  }
}
