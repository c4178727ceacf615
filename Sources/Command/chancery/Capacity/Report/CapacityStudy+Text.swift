import CapacityModel
import ReportPages

extension CapacityStudy {
  /// The study for people, the answer first.
  var text: String {
    let notes = notes.flatMap { ReportSection.wrapped("Note: \($0)") }.joined(separator: "\n")
    return ([ReportSection.wrapped(answer).joined(separator: "\n"), notes] + sections.map(\.text))
      .filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  var sections: [ReportSection] {
    [
      costSection, limitSection, burstSection, sizingSection, prospectSection, comparisonSection,
      sourceSection,
    ].compactMap(\.self)
  }

  /// In one sentence.
  var answer: String {
    if let sizing { return answer(to: sizing) }
    guard capacity.certificatesPerSecond > 0 else {
      return "No certificates at all: revocation lists take every signature that the HSM makes."
    }
    return "\(CapacityWording.rate(capacity.certificatesPerSecond)) certificates a second, "
      + "\(CapacityWording.large(capacity.certificatesPerDay)) a day: "
      + "\(capacity.limiting.name) limits."
  }

  private func answer(to sizing: Sizing) -> String {
    let demand = sizing.demand
    let asked =
      "\(CapacityWording.large(demand.certificatesPerDay)) certificates a day, "
      + "\(CapacityWording.rate(demand.peak)) a second at the peak"
    guard sizing.isMet else {
      let names = sizing.shortages.map(\.name).joined(separator: " and ")
      return "\(asked), are more than there can be with nothing used beyond "
        + "\(CapacityWording.percent(demand.utilisation)): "
        + "\(names) \(sizing.shortages.count == 1 ? "is" : "are") too small."
    }
    return "\(asked), are there with nothing used beyond "
      + "\(CapacityWording.percent(demand.utilisation))."
  }

  private var limitSection: ReportSection {
    var table = TextTable(.left, .right, .right, .left)
    for limit in capacity.limits {
      table.add(
        limit.resource.shortName, CapacityWording.rate(limit.certificatesPerSecond),
        CapacityWording.percent(capacity.use(of: limit)), reason(limit.resource))
    }
    return ReportSection(
      title: "What limits", columns: ["certificates/s", "in use then", ""], table: table)
  }

  /// The sum behind a limit.
  private func reason(_ resource: Resource) -> String {
    let machine = plan.machine
    switch resource {
    case .hsm:
      guard case .tokens(let tokens) = plan.signing else { return "" }
      return "\(CapacityWording.number(tokens.count, "token")) with "
        + "\(CapacityWording.number(tokens.lanes, "session")): "
        + "\(CapacityWording.rate(tokens.signaturesPerSecond)) signatures/s, "
        + "\(CapacityWording.percent(tokens.busyShare)) of them in use"
    case .processor:
      return "\(CapacityWording.cores(machine.cores)), "
        + "\(CapacityWording.milliseconds(plan.processorMilliseconds)) a certificate"
    case .disk:
      return "\(CapacityWording.rate(machine.syncsPerSecond)) fsyncs/s, each for "
        + "\(CapacityWording.plain(plan.writesPerCommit)) writes"
    case .database:
      return "\(CapacityWording.rate(machine.writesPerSecond)) writes/s"
    }
  }

  private var prospectSection: ReportSection? {
    let prospects = prospects
    guard !prospects.isEmpty else { return nil }
    var table = TextTable(.left, .right, .right, .left)
    for prospect in prospects {
      table.add(
        prospect.change.words(from: plan),
        CapacityWording.rate(prospect.capacity.certificatesPerSecond),
        CapacityWording.gain(prospect.gain), prospect.capacity.limiting.shortName)
    }
    return ReportSection(
      title: "What a change would do", columns: ["certificates/s", "gain", "limits then"],
      table: table)
  }

  /// Each figure with the number of who says so.
  private var sourceSection: ReportSection {
    var origins: [String] = []
    var table = TextTable(.left, .left, .left)
    for source in sources {
      if !origins.contains(source.origin) { origins.append(source.origin) }
      let number = (origins.firstIndex(of: source.origin) ?? 0) + 1
      table.add(source.figure, source.value, "[\(number)]")
    }
    return ReportSection(
      title: "Where the figures are from", table: table,
      remarks: origins.enumerated().map { "[\($0.offset + 1)] \($0.element)" })
  }
}
