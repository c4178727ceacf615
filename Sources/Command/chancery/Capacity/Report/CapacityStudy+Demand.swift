import CapacityModel
import ReportPages

extension CapacityStudy {
  /// What becomes of the burst; nil where none was asked about.
  var burstSection: ReportSection? {
    guard let forecast else { return nil }
    let terms = plan.queue
    let fates = [
      (
        forecast.answeredAtOnce,
        "have the certificate in the answer to finalize, within "
          + CapacityWording.span(terms.finalizeWait)
      ),
      (
        forecast.answeredProcessing,
        "are told `processing`, with Retry-After up to "
          + CapacityWording.span(forecast.longestWaitSeconds)
      ),
      (
        forecast.refusedAtFirst,
        "hear 503 with Retry-After at first, as they would wait longer than "
          + CapacityWording.span(terms.longestWait)
      ),
    ]
    var table = TextTable(.right, .left)
    for (count, fate) in fates where count > 0 {
      table.add(CapacityWording.count(Double(count)), fate)
    }
    return ReportSection(title: burstTitle(forecast), table: table, remarks: burstRemarks(forecast))
  }

  private func burstTitle(_ forecast: BurstForecast) -> String {
    let end = forecast.allDoneSeconds
    return "\(CapacityWording.count(Double(forecast.burst.orders))) orders at "
      + "\(CapacityWording.rate(forecast.burst.arrivalsPerSecond)) a second: "
      + (end.isFinite
        ? "all are served after \(CapacityWording.span(end))" : "they are never served")
  }

  private func burstRemarks(_ forecast: BurstForecast) -> [String] {
    var remarks: [String] = []
    if forecast.longestQueue > 0 {
      remarks.append(
        "At most \(CapacityWording.count(Double(forecast.longestQueue))) wait at once; the queue drains "
          + "at \(CapacityWording.rate(forecast.drainPerSecond)) a second.")
    }
    if forecast.waitsAtTheDoor {
      remarks.append(
        "The CPU takes in no more than \(CapacityWording.rate(forecast.acceptedPerSecond)) orders a "
          + "second: beyond that clients wait on their connections, not in the queue.")
    }
    return remarks
  }

  /// What the demand needs; nil where none was stated.
  var sizingSection: ReportSection? {
    guard let sizing else { return nil }
    var table = TextTable(.left, .right, .right, .left)
    if let needed = sizing.tokens, case .tokens(let tokens) = plan.signing {
      table.add(
        "HSM signatures/s",
        CapacityWording.rate(sizing.signaturesPerSecond / sizing.demand.utilisation),
        CapacityWording.rate(tokens.usableSignaturesPerSecond),
        "\(CapacityWording.rate(sizing.signaturesPerSecond)) at the peak")
      table.add("tokens", "\(needed.count)", "\(tokens.count)", "")
      table.add(
        "lanes", "\(needed.count * needed.lanes)", "\(tokens.totalLanes)",
        "sessions: \(needed.lanes) for each token")
    }
    table.add(
      "cores", CapacityWording.decimal(sizing.cores, 1),
      CapacityWording.decimal(plan.machine.cores, 1),
      "\(CapacityWording.milliseconds(plan.processorMilliseconds)) a certificate")
    table.add(
      "fsyncs/s", CapacityWording.rate(sizing.syncsPerSecond),
      CapacityWording.rate(plan.machine.syncsPerSecond),
      "\(CapacityWording.rate(sizing.unsharedSyncsPerSecond)) if no two writes shared one")
    table.add(
      "database writes/s", CapacityWording.rate(sizing.writesPerSecond),
      CapacityWording.rate(plan.machine.writesPerSecond), "")
    var section = ReportSection(
      title: "What it needs", columns: ["needed", "there", ""], table: table)
    addWaits(of: sizing, to: &section)
    return section
  }

  /// Why not to use more: how waits grow.
  private func addWaits(of sizing: Sizing, to section: inout ReportSection) {
    guard let queue = sizing.tokens?.queue else { return }
    section.remarks = [
      "With these lanes a signature takes \(CapacityWording.span(queue.serviceSeconds)). At the peak "
        + "\(CapacityWording.percent(queue.utilisation)) of the lanes are in use and it waits for one for "
        + "\(CapacityWording.span(queue.meanWaitSeconds)) on average. Were they busier, it would wait longer "
        + "(M/D/c queue: arrivals at random, constant service; Erlang C with Cosmetatos' correction):"
    ]
    var table = TextTable(.left, .right, .right)
    for use in [0.5, 0.7, 0.8, 0.9, 0.95, 0.99] {
      let queue = queue.at(utilisation: use)
      table.add(
        CapacityWording.percent(use), CapacityWording.span(queue.meanWaitSeconds),
        CapacityWording.span(queue.waitSeconds(exceededBy: 0.01)))
    }
    section.supplement = table
    section.supplementColumns = ["lanes in use", "mean wait", "1 of 100 waits longer than"]
  }
}
