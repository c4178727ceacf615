import AsyncHTTPClient
import AuthorityModel
import NIOCore
import NIOPosix
import NIOSSL

/// Gets certificates from one server, or from two by turns, and reports how it went.
struct LoadRun: Sendable {
  let scenario: LoadScenario
  let clock: WallClock
  let stop: StopSign
  var journalFile: String?
  var saveDirectory: String?
  var display: any LoadDisplay = SilentDisplay()

  /// Runs the load to its end; single failures are counted, not thrown.
  ///
  /// - Throws: When it cannot begin: port taken, no directory, no account, no file.
  func result() async throws -> LoadResult {
    OpenFiles.raiseLimit()
    let outlets = LoadOutlets(
      journal: try journalFile.map { try Journal(path: $0, clock: clock) },
      files: try saveDirectory.map { try CertificateFiles(directory: $0) })
    let keys = try await KeyPool.keys(scenario.orders.keys, types: scenario.orders.keyTypes)
    // One thread for all sockets: the server under test often shares the machine.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let outcome: Result<LoadResult, any Error>
    do {
      outcome = .success(
        try await withSolvers(group) { solvers in
          try await result(solvers: solvers, keys: keys, outlets: outlets, group: group)
        })
    } catch {
      outcome = .failure(error)
    }
    try await group.shutdownGracefully()
    return try outcome.get()
  }

  private func result(
    solvers: [ChallengeSolver], keys: [ApplicantKey], outlets: LoadOutlets,
    group: MultiThreadedEventLoopGroup
  ) async throws -> LoadResult {
    let servers = [scenario.server] + (scenario.rival.map { [$0] } ?? [])
    return try await withClients(servers, group) { clients in
      var targets: [LoadTarget] = []
      let run = "l" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
      for (index, server) in servers.enumerated() {
        do {
          targets.append(
            try await LoadTarget(
              preparing: server, scenario: scenario, http: clients[index], clock: clock,
              solver: solvers[index], keys: keys, run: run, outlets: outlets))
        } catch let error as ACMEClientError where error.step == nil {
          throw UnusableServer(error, keys: index == 0 ? .first : .rival)
        }
      }
      return await result(targets)
    }
  }

  private func result(_ targets: [LoadTarget]) async -> LoadResult {
    let start = ContinuousClock().now
    for target in targets { target.measurements.begin(at: start) }
    var slices: [RivalReport.Slice] = []
    for number in 0..<(targets.count == 1 ? 1 : scenario.slices) where !stop.isUp {
      let target = targets[targets.count > 1 && SliceOrder.isRivalsTurn(number) ? 1 : 0]
      // The same arrivals for both.
      let driver = ArrivalDriver(
        pattern: scenario.arrivals, seed: scenario.seed &+ UInt64(number / 2), stop: stop)
      let rate = await target.takeTurn(driver, display: display)
      slices.append(
        .init(
          directory: target.server.directory, certificatesPerSecond: (rate * 100).rounded() / 100))
    }
    let reports = targets.map { $0.report(arrivals: scenario.arrivals) }
    return LoadResult(
      report: reports[0],
      rival: reports.count > 1
        ? RivalReport(first: reports[0], second: reports[1], slices: slices) : nil,
      seed: scenario.seed, objectives: scenario.objectives, isInterrupted: stop.isUp)
  }
}
