import AsyncHTTPClient
import AuthorityModel
import ReportPages
import Synchronization

/// One server under load, through all of its turns.
final class LoadTarget: Sendable {
  /// What its turns came to.
  private struct Turns: Sendable {
    var duration = Duration.zero
    var driverTime = Duration.zero
    var serverTime: Duration? = .zero
    var rates: [Double] = []
  }

  let server: LoadServer
  let applicants: Applicants
  private let turns = Mutex(Turns())
  private let clock = ContinuousClock()

  init(server: LoadServer, applicants: Applicants) {
    self.server = server
    self.applicants = applicants
  }

  var measurements: LoadMeasurements { applicants.measurements }

  /// Takes one turn.
  ///
  /// - Returns: Certificates a second.
  func takeTurn(_ driver: ArrivalDriver, display: some LoadDisplay) async -> Double {
    let (start, done) = (clock.now, measurements.tally.counts.done)
    let (driverTime, serverTime) = (ProcessTime.own, serverTime)
    await withTaskGroup { group in
      group.addTask { [measurements] in await display.show(measurements) }
      await driver.drive(applicants)
      group.cancelAll()
    }
    let duration = clock.now - start
    let ownTime = ProcessTime.own - driverTime
    let theirTime = self.serverTime.flatMap { end in serverTime.map { end - $0 } }
    turns.withLock {
      $0.duration += duration
      $0.driverTime += ownTime
      $0.serverTime = $0.serverTime.flatMap { sum in theirTime.map { sum + $0 } }
    }
    return Double(measurements.tally.counts.done - done) / (duration / .seconds(1))
  }

  private var serverTime: Duration? { server.process.flatMap(ProcessTime.of(process:)) }

  /// What all turns came to.
  func report(arrivals: ArrivalPattern) -> LoadReport {
    let turns = turns.withLock { $0 }
    return LoadReport(
      directory: server.directory, counts: measurements.tally.counts, duration: turns.duration,
      arrivals: arrivals, driverTime: turns.driverTime, serverTime: turns.serverTime,
      steps: measurements.latencies.summaries, errors: measurements.tally.failures,
      seconds: measurements.seconds, toldWaits: ToldWaits(measurements.toldWaits),
      distribution: measurements.latencies.distribution(of: .fromDue),
      distributionOnceBegun: measurements.latencies.distribution(of: .whole))
  }
}
