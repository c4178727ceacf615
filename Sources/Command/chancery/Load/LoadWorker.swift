import X509

/// Gets one certificate after the other until none is left to get.
struct LoadWorker: Sendable {
  let settings: LoadSettings
  let client: ACMEClient
  let account: ACMEAccount
  /// All of this worker's certificates are for this key: making keys would cost CPU that the server
  /// under test may need.
  let key: Certificate.PrivateKey
  let tickets: LoadTickets
  let tokens: ChallengeTokens
  let verifier: ChainVerifier
  let tally: LoadTally
  let files: CertificateFiles?
  let journal: Journal?

  func run() async {
    while let number = tickets.next() {
      tally.began()
      do {
        try await obtain(names: settings.names(ofOrder: number, run: tickets.run))
        tally.succeeded()
      } catch let error as ACMEClientError {
        tally.failed(type: error.type, detail: error.description)
      } catch {
        tally.failed(type: "file", detail: String(describing: error))
      }
    }
  }

  private func obtain(names: [String]) async throws {
    let chain = try await CertificateOrder(
      client: client, account: account, names: names, key: key, keyType: settings.keyType,
      tokens: tokens, verifier: verifier, journal: journal,
      patience: Patience(limit: settings.patience)
    ).obtainChain()
    if let name = names.first { try files?.save(chain: chain, key: key, name: name) }
  }
}
