import ArgumentParser

/// Options that say what is ordered, and how control is proved.
struct OrderOptions: ParsableArguments {
  @Option(
    help: "How many accounts to register. (default: one for each under way, at most 16)")
  var accounts: Int?

  @Option(help: "How many names each certificate has. (default: 1)")
  var namesPerOrder: Int?

  @Option(help: "The names of each certificate, separated by commas, instead of made-up ones.")
  var names: String?

  @Option(help: "End of the made-up names. (default: .load.test)")
  var nameSuffix: String?

  @Option(
    help: "Take names from so many sets in turn, so that the server may use validations again.")
  var namePool: Int?

  @Option(
    help: ArgumentHelp(
      "Kind of the certificates' keys: p256, p384, rsa2048, rsa4096. Several are taken in turn.",
      valueName: "type"))
  var keyType: [CertificateKeyType] = []

  @Option(
    help: "How many keys to make beforehand and take in turn. (default: at most 64, RSA 8)")
  var keys: Int?

  @Option(
    help: ArgumentHelp(
      "Share of orders that renew a certificate of this run, and say so (RFC 9773): 0% to 100%.",
      valueName: "share"),
    transform: ArgumentText.share)
  var renewals: Double?

  @Option(
    help: ArgumentHelp(
      "Prove control by dns-01 with a program: PROGRAM present|cleanup NAME VALUE.",
      valueName: "program"))
  var dnsHook: String?

  @Option(
    help: ArgumentHelp(
      "Prove control by dns-01 with pebble's challenge test server: http://127.0.0.1:8055.",
      valueName: "url"))
  var dnsChalltestsrv: String?

  func fill(_ draft: inout ScenarioDraft) {
    draft.accounts = accounts
    draft.namesPerOrder = namesPerOrder
    draft.names = names.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    draft.nameSuffix = nameSuffix
    draft.namePool = namePool
    draft.keyTypes = keyType.isEmpty ? nil : keyType
    draft.keys = keys
    draft.renewals = renewals
    draft.dnsHook = dnsHook
    draft.dnsTestServer = dnsChalltestsrv
  }
}
