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

      EXAMPLE, in a token that the vendor's tool has initialised
        chancery init myca --pkcs11-module /opt/cloudhsm/lib/libcloudhsm_pkcs11.so \\
          --token-label hsm1 --pin-file /etc/chancery/pin --key-type rsa-2048
      """)

  @Argument(help: "The directory to make. It must not exist, or be empty.")
  var directory: String

  @Option(help: "Type of the CA's keys.")
  var keyType: KeyTypeArgument = .ecdsaP256

  @Option(name: .customLong("pkcs11-module"), help: "The PKCS#11 module that makes the keys.")
  var module = "/usr/lib/softhsm/libsofthsm2.so"

  @Option(
    help: ArgumentHelp(
      "A variable that the module reads; kept in chancery.yaml. May be repeated.",
      valueName: "NAME=VALUE"))
  var moduleEnvironment: [EnvironmentArgument] = []

  @Option(help: "Make the keys in the token of this label, which is initialised already.")
  var tokenLabel: String?

  @Option(help: "File of mode 0600 with the user PIN of --token-label's token.")
  var pinFile: String?

  @Option(help: "Label of the root's key in the token.")
  var rootKeyLabel = "root"

  @Option(help: "Label of the issuer's key in the token.")
  var issuerKeyLabel = "r1"

  @Flag(help: "Keep the keys in files instead of a token. For trials only.")
  var software = false

  @Option(help: "Organization in the names of root and intermediate.")
  var organization = "Chancery"

  @Option(help: "URL under which clients will find the directory (default: from --acme-port).")
  var directoryURL: String?

  @Option(
    help: """
      URL by plain HTTP that certificates name for their issuer's certificate and revocation list \
      (default: the directory's host and --public-port).
      """)
  var publicURL: String?

  @Flag(help: "For trials on one machine: *.test is 127.0.0.1 and may be validated there.")
  var demonstration = false

  @Option(help: "Port of the ACME listener.")
  var acmePort = 14000

  @Option(help: "Port for operators: /health/live, /health/ready and /metrics.")
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
    guard (tokenLabel == nil) == (pinFile == nil) else {
      throw ValidationError("--token-label and --pin-file go together: write both, or neither.")
    }
    guard !(software && tokenLabel != nil) else {
      throw ValidationError("--software keeps the keys in files, --token-label in a token.")
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
        directory: directory, keyStore: software ? .files : .token(tokenPlan),
        keyType: keyType.keyPairType, organization: organization, externalURL: try externalURL,
        publicURL: try publicPlace, acmePort: acmePort, operationsPort: operationsPort,
        publicPort: publicPort,
        httpValidationPort: httpValidationPort ?? (demonstration ? 5002 : 80),
        isDemonstration: demonstration)
    }
  }

  /// Without the slash at its end.
  private var publicPlace: String {
    get throws {
      if let publicURL {
        return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
      }
      let host = URLComponents(string: try externalURL)?.host ?? "127.0.0.1"
      return "http://\(host)" + (publicPort == 80 ? "" : ":\(publicPort)")
    }
  }

  private var tokenPlan: TokenPlan {
    var target = TokenPlan.Target.fresh
    if let tokenLabel, let pinFile {
      target = .existing(label: tokenLabel, pinFile: Self.absolutePath(pinFile))
    }
    return TokenPlan(
      module: module.contains("/") ? Self.absolutePath(module) : module,
      environment: Dictionary(
        moduleEnvironment.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
      target: target, rootLabel: rootKeyLabel, intermediateLabel: issuerKeyLabel)
  }

  private static func absolutePath(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
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
