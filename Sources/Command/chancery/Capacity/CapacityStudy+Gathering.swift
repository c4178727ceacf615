import ArgumentParser
import AuthorityService
import CapacityModel
import Foundation

extension CapacityStudy {
  /// What was found out beside files and options.
  struct Findings {
    /// Of this machine.
    var cores: Int
    /// What stands in where nothing was measured.
    var reference = ReferenceFigures()
    var measured: Measurements?
    var live: LiveObservation?
  }

  /// Puts the plan together from configuration, files and options, and notes where each figure is from.
  ///
  /// - Throws: ``FileProblem``, ``FigureFileProblem`` or `ValidationError`.
  init(
    _ configuration: Configuration?, certificate: CertificateOptions, figures: FigureOptions,
    demand: DemandOptions, findings: Findings
  ) throws {
    let signer = configuration.map(PlannedSigner.init) ?? PlannedSigner()
    var sources = SourceList()
    var gathering = SigningGathering(signer: signer, figures: figures, findings: findings)
    let signing = try gathering.plan(&sources)
    let machine = try MachineFigures(figures, findings, &sources)
    let profile = try configuration.map { try $0.profile(named: certificate.profile) }
    self.init(
      plan: CapacityPlan(
        signing: signing,
        certificate: certificate.plan(
          validitySeconds: profile.map { $0.validity / .seconds(1) } ?? 90 * 86_400),
        machine: machine, queue: configuration.map { QueueTerms($0.queue) } ?? QueueTerms(),
        ordersUnderWay: figures.clients),
      keyType: gathering.keyType)
    otherKeys = gathering.otherKeys
    self.sources = sources.all
    notes = gathering.notes
    self.demand = demand.demand
    burst = demand.burst.map {
      Burst(
        orders: $0,
        arrivalsPerSecond: demand.arrivalRate ?? max(1, capacity.certificatesPerSecond * 10))
    }
    comparison = findings.live.map { LiveComparison($0, plan: plan) }
  }
}

/// Where figures are from, as they are gathered.
struct SourceList {
  private(set) var all: [CapacityStudy.Source] = []

  mutating func add(_ figure: String, _ value: String, _ origin: String) {
    all.append(CapacityStudy.Source(figure: figure, value: value, origin: origin))
  }
}

extension Configuration {
  fileprivate func profile(named name: String?) throws -> ProfileConfiguration {
    let wanted = name ?? defaultProfile.value
    guard let profile = profiles.first(where: { $0.name.value == wanted }) else {
      throw ValidationError(
        "There is no profile \"\(wanted)\". The configuration has "
          + profiles.map { "\"\($0.name.value)\"" }.joined(separator: ", ") + ".")
    }
    return profile
  }
}

extension QueueTerms {
  fileprivate init(_ configuration: QueueConfiguration) {
    self.init(
      finalizeWait: configuration.finalizeWait / .seconds(1),
      longestWait: configuration.longestWait / .seconds(1))
  }
}
