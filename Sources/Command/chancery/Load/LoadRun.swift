import AsyncHTTPClient
import AuthorityModel
import NIOCore
import NIOPosix
import NIOSSL

/// Gets certificates with many workers at once, and reports how it went.
struct LoadRun: Sendable {
  let settings: LoadSettings
  let clock: WallClock
  private let latencies = StepLatencies()
  private let tally = LoadTally()
  private let tokens = ChallengeTokens()
  private let verifier = ChainVerifier()

  init(settings: LoadSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  /// Runs the load to its end; single failures are counted, not thrown.
  ///
  /// - Throws: When it cannot begin: port taken, no directory, no account, no file.
  func report() async throws -> LoadReport {
    // One thread for all sockets: the server under test often shares the machine.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let http = HTTPClient(eventLoopGroup: group, configuration: httpConfiguration)
    let outcome: Result<LoadReport, any Error>
    do {
      let responder = try await ChallengeResponder(
        port: settings.httpPort, tokens: tokens, group: group)
      do {
        outcome = .success(try await report(http: http))
      } catch {
        outcome = .failure(error)
      }
      await responder.stop()
    } catch {
      outcome = .failure(error)
    }
    try await http.shutdown()
    try await group.shutdownGracefully()
    return try outcome.get()
  }

  private func report(http: HTTPClient) async throws -> LoadReport {
    let journal = try settings.journalFile.map { try Journal(path: $0, clock: clock) }
    let client = try await ACMEClient(
      directory: settings.directory, http: http, clock: clock,
      patience: Patience(limit: settings.patience),
      observe: { [latencies] step, latency in latencies.record(latency, for: step) },
      observeRefusal: { answer in journal?.record(.init(refusal: answer)) })
    let workers = try await workers(client: client, journal: journal)
    let start = ContinuousClock().now
    await withTaskGroup { group in
      group.addTask { await LoadProgress(tally: tally, wanted: settings.certificates).run() }
      await withDiscardingTaskGroup { group in
        for worker in workers { group.addTask { await worker.run() } }
      }
      group.cancelAll()
    }
    let counts = tally.counts
    return LoadReport(
      certificates: counts.done, failed: counts.failed, duration: ContinuousClock().now - start,
      workers: settings.workers, steps: latencies.summaries, errors: tally.failures)
  }

  private func workers(client: ACMEClient, journal: Journal?) async throws -> [LoadWorker] {
    let files = try settings.saveDirectory.map { try CertificateFiles(directory: $0) }
    let accounts = try await accounts(client: client)
    let tickets = LoadTickets(count: settings.certificates)
    return try (0..<settings.workers).map { number in
      LoadWorker(
        settings: settings, client: client, account: accounts[number % accounts.count],
        key: try settings.keyType.makeKey(), tickets: tickets, tokens: tokens, verifier: verifier,
        tally: tally, files: files, journal: journal)
    }
  }

  private func accounts(client: ACMEClient) async throws -> [ACMEAccount] {
    try await withThrowingTaskGroup { group in
      for _ in 0..<settings.accounts {
        group.addTask {
          try await ACMEAccount(
            registeringWith: client, patience: Patience(limit: settings.patience))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private var httpConfiguration: HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    switch settings.trust {
    case .system: break
    case .file(let path): tls.trustRoots = .file(path)
    case .anybody: tls.certificateVerification = .none
    }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(10)))
    // HTTP/1.1 costs this process and the server less CPU, and connections are reused.
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.workers
    // A server that is down is asked again by ACMEClient, which knows the patience.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}
