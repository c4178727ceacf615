/// What a scenario file or a command line says; what it doesn't say is nil.
struct ScenarioDraft: Sendable, Equatable {
  /// A server, as far as it is described.
  struct Server: Sendable, Equatable {
    var directory: String?
    var caFile: String?
    var insecure: Bool?
    var httpPort: Int?
    var process: Int?

    /// Fills what is missing.
    func completed(by other: Server) -> Server {
      // Trust is one choice: who says `insecure` wants nothing of another's roots.
      let saysTrust = caFile != nil || insecure != nil
      return Server(
        directory: directory ?? other.directory, caFile: saysTrust ? caFile : other.caFile,
        insecure: saysTrust ? insecure : other.insecure, httpPort: httpPort ?? other.httpPort,
        process: process ?? other.process)
    }
  }

  var server = Server()
  var rival = Server()
  var slices: Int?
  var certificates: Int?
  var duration: Duration?
  var workers: Int?
  var rate: Double?
  var stages: [LoadStage]?
  var spacing: ArrivalSpacing?
  var inFlightLimit: Int?
  var seed: UInt64?
  var accounts: Int?
  var connections: Int?
  var names: [String]?
  var namesPerOrder: Int?
  var nameSuffix: String?
  var namePool: Int?
  var keyTypes: [CertificateKeyType]?
  var keys: Int?
  var renewals: Double?
  var dnsHook: String?
  var dnsTestServer: String?
  var patience: Duration?
  var retryAfter: RetryAfterPolicy?
  var verification: ChainVerification?
  var objectives: [Objective] = []

  /// Fills what is missing; of ways to arrive, the whole of one draft counts.
  func completed(by other: ScenarioDraft) -> ScenarioDraft {
    var draft = self
    draft.server = server.completed(by: other.server)
    draft.rival = rival.completed(by: other.rival)
    draft.slices = slices ?? other.slices
    if !saysArrivals {
      (draft.certificates, draft.duration) = (other.certificates, other.duration)
      (draft.workers, draft.rate, draft.stages) = (other.workers, other.rate, other.stages)
    }
    draft.spacing = spacing ?? other.spacing
    draft.inFlightLimit = inFlightLimit ?? other.inFlightLimit
    draft.seed = seed ?? other.seed
    draft.accounts = accounts ?? other.accounts
    draft.connections = connections ?? other.connections
    if names == nil, namesPerOrder == nil, nameSuffix == nil, namePool == nil {
      (draft.names, draft.namesPerOrder) = (other.names, other.namesPerOrder)
      (draft.nameSuffix, draft.namePool) = (other.nameSuffix, other.namePool)
    }
    draft.keyTypes = keyTypes ?? other.keyTypes
    draft.keys = keys ?? other.keys
    draft.renewals = renewals ?? other.renewals
    if dnsHook == nil, dnsTestServer == nil {
      (draft.dnsHook, draft.dnsTestServer) = (other.dnsHook, other.dnsTestServer)
    }
    draft.patience = patience ?? other.patience
    draft.retryAfter = retryAfter ?? other.retryAfter
    draft.verification = verification ?? other.verification
    draft.objectives = objectives.isEmpty ? other.objectives : objectives
    return draft
  }

  private var saysArrivals: Bool {
    certificates != nil || duration != nil || workers != nil || rate != nil || stages != nil
  }
}
