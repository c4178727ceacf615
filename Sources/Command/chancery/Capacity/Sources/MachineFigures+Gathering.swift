import CapacityModel

extension MachineFigures {
  /// Puts together what is measured, read from a file, or known of the reference machine, in this order.
  ///
  /// - Throws: ``FileProblem`` or ``FigureFileProblem``.
  init(
    _ figures: FigureOptions, _ findings: CapacityStudy.Findings, _ sources: inout SourceList
  ) throws {
    self = findings.reference.machine(cores: figures.cores ?? Double(findings.cores))
    sources.add(
      "cores", CapacityWording.plain(cores), figures.cores == nil ? "counted here" : "--cores")
    let results = try figures.results.map { (path: $0, figures: try ServerResults.read(path: $0)) }
    let share = try figures.shareResults.map {
      (path: $0, figures: try ShareResults.read(path: $0))
    }
    takeProcessor(results, share, findings, &sources)
    takeDatabase(results, findings.measured, &sources)
  }

  private mutating func takeProcessor(
    _ results: (path: String, figures: ServerResults)?,
    _ share: (path: String, figures: ShareResults)?, _ findings: CapacityStudy.Findings,
    _ sources: inout SourceList
  ) {
    let reference = findings.reference
    var origin = ReferenceFigures.origin
    var issuingOrigin = origin
    if let measured = findings.measured {
      let steps = measured.processor.stepsMilliseconds
      let ratio = steps / reference.stepsMilliseconds
      origin =
        "measured here: TBS, lints and verification took \(CapacityWording.milliseconds(steps)), on the "
        + "reference machine \(CapacityWording.milliseconds(reference.stepsMilliseconds)); what the "
        + "flow took there (\(CapacityWording.milliseconds(flowMilliseconds)), of it after finalize "
        + "\(CapacityWording.milliseconds(issuingMilliseconds))) goes by that"
      issuingOrigin = origin
      flowMilliseconds *= ratio
      issuingMilliseconds *= ratio
    }
    if let results {
      flowMilliseconds = max(
        0, results.figures.processorMilliseconds - reference.signatureMilliseconds)
      origin = "\(results.path): \(results.figures.origin)"
    }
    if let share {
      issuingMilliseconds = share.figures.issuingMilliseconds
      issuingOrigin = "\(share.path): \(share.figures.origin)"
    }
    issuingMilliseconds = min(issuingMilliseconds, flowMilliseconds)
    sources.add(
      "CPU a certificate",
      "\(CapacityWording.milliseconds(flowMilliseconds)) without signatures", origin)
    sources.add(
      "of it after finalize", CapacityWording.milliseconds(issuingMilliseconds), issuingOrigin)
  }

  private mutating func takeDatabase(
    _ results: (path: String, figures: ServerResults)?, _ measured: Measurements?,
    _ sources: inout SourceList
  ) {
    var origin = ReferenceFigures.origin
    if let results, let writes = results.figures.writesPerCertificate {
      writesPerCertificate = writes
      origin = "\(results.path): \(results.figures.origin)"
    }
    sources.add("writes a certificate", CapacityWording.plain(writesPerCertificate), origin)
    var syncs = CapacityWording.rate(syncsPerSecond)
    if let measured {
      syncsPerSecond = measured.syncs.syncsPerSecond
      writesPerSecond = measured.database.writesPerSecond
      syncs =
        "\(CapacityWording.rate(syncsPerSecond)); half took no longer than "
        + "\(CapacityWording.span(measured.syncs.median)), 99 of 100 than "
        + CapacityWording.span(measured.syncs.percentile99)
    }
    let place = measured.map { "\(Measurements.origin) in \($0.folder)" } ?? ReferenceFigures.origin
    sources.add("fsyncs/s", syncs, place)
    sources.add("database writes/s", CapacityWording.rate(writesPerSecond), place)
  }
}
