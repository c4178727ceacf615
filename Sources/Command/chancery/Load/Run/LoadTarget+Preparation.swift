import ACMEProtocol
import AsyncHTTPClient
import AuthorityModel

extension LoadTarget {
  /// Reads the directory and registers the accounts.
  ///
  /// - Throws: When the load cannot begin: no directory, no account.
  convenience init(
    preparing server: LoadServer, scenario: LoadScenario, http: HTTPClient, clock: WallClock,
    solver: ChallengeSolver, keys: [ApplicantKey], run: String, outlets: LoadOutlets
  ) async throws(ACMEClientError) {
    let measurements = LoadMeasurements()
    let client = try await ACMEClient(
      directory: server.directory, http: http, clock: clock,
      patience: Patience(limit: scenario.patience), retryAfter: scenario.retryAfter,
      observe: { step, latency in measurements.latencies.record(latency, for: step) },
      observeRefusal: { answer in
        measurements.refused(answer)
        outlets.journal?.record(.init(refusal: answer))
      })
    let accounts = try await Self.accounts(
      scenario.accounts, client: client, patience: scenario.patience)
    self.init(
      server: server,
      applicants: Applicants(
        client: client, accounts: accounts, keys: keys, solver: solver, scenario: scenario,
        measurements: measurements, run: run, outlets: outlets))
  }

  /// So many registrations are under way at a time: it is not they that are measured.
  private static let registrationsAtATime = 8

  private static func accounts(
    _ count: Int, client: ACMEClient, patience: Duration
  ) async throws(ACMEClientError) -> [ACMEAccount] {
    do {
      return try await withThrowingTaskGroup(of: ACMEAccount.self) { group in
        var accounts: [ACMEAccount] = []
        for number in 0..<count {
          if number >= registrationsAtATime, let account = try await group.next() {
            accounts.append(account)
          }
          group.addTask {
            try await ACMEAccount(
              registeringWith: client, patience: Patience(limit: patience))
          }
        }
        return try await group.reduce(into: accounts) { $0.append($1) }
      }
    } catch let error as ACMEClientError {
      throw error
    } catch {
      throw ACMEClientError(
        step: .newAccount, url: client.directory.newAccount,
        cause: .connection(ConnectionFault(error)))
    }
  }
}
