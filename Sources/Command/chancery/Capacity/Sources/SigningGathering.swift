import ArgumentParser
import CapacityModel

/// Finds out how fast the issuer's key signs, from whatever says so.
struct SigningGathering {
  private let place: PlannedSigner.Place
  private let figures: FigureOptions
  private let findings: CapacityStudy.Findings
  /// As `RSA-2048`; nil where nobody knows.
  private(set) var keyType: String?
  private(set) var notes: [String]
  private(set) var otherKeys: [CapacityStudy.OtherKey] = []

  init(signer: PlannedSigner, figures: FigureOptions, findings: CapacityStudy.Findings) {
    place = signer.place
    keyType = signer.keyType
    notes = signer.notes
    self.figures = figures
    self.findings = findings
  }

  /// Reads the bench files and puts the plan together.
  mutating func plan(_ sources: inout SourceList) throws -> SigningPlan {
    var benches = try figures.bench.map { try BenchFile(path: $0) }
    if let token = findings.measured?.token { benches.append(token) }
    switch place {
    case .file:
      return try software(benches, &sources)
    case .tokens(let count, let sessions):
      return .tokens(try tokens(count, sessions, benches, &sources))
    }
  }

  private func software(
    _ benches: [BenchFile], _ sources: inout SourceList
  ) throws -> SigningPlan {
    guard benches.isEmpty, figures.signaturesPerSecond == nil else {
      throw ValidationError(
        "The configured issuer's key is in a file, so no token signs. Leave out the token's speed, or "
          + "leave out --config.")
    }
    let measured = findings.measured?.processor.signatureMilliseconds
    let milliseconds =
      measured ?? findings.reference.softwareMilliseconds(keyType: keyType ?? "")
    sources.add(
      "signature", CapacityWording.milliseconds(milliseconds) + " of CPU, by a key in a file",
      measured == nil ? ReferenceFigures.origin : Measurements.origin)
    return .software(millisecondsPerSignature: milliseconds)
  }

  private mutating func tokens(
    _ count: Int, _ sessions: Int?, _ benches: [BenchFile], _ sources: inout SourceList
  ) throws -> TokenPlan {
    let count = figures.tokens ?? count
    let chosen = benches.first { $0.keyType == keyType } ?? benches.first
    let speed = try speed(chosen, tokens: count, sessions: sessions, &sources)
    if let chosen {
      if let keyType, chosen.keyType != keyType {
        notes.append(
          "\(chosen.path) measured \(chosen.keyType), but the issuer's key is \(keyType): "
            + "measure that by `chancery hsm bench --label`.")
      }
      keyType = chosen.keyType
    }
    if count > 1, findings.measured != nil {
      notes.append("The first token was measured; the others are taken to be as fast.")
    }
    let lanes = figures.sessions ?? sessions ?? speed.recommendedLanes
    if chosen != nil, speed.isBeyondMeasurement(lanes: lanes) {
      notes.append(
        "\(lanes) sessions are more than the \(speed.points.last?.lanes ?? 0) that were measured; they "
          + "are taken to give no more.")
    }
    otherKeys = benches.filter { $0.keyType != keyType }
      .map { CapacityStudy.OtherKey(name: $0.keyType, speed: $0.speed) }
    let results = try figures.shareResults.map {
      (path: $0, figures: try ShareResults.read(path: $0))
    }
    let busyShare = results?.figures.busyShare ?? findings.reference.busyShare
    sources.add(
      "HSM's busy share", CapacityWording.percent(busyShare) + " of its own rate",
      results.map { "\($0.path): \($0.figures.origin)" } ?? ReferenceFigures.origin)
    return TokenPlan(count: count, lanes: lanes, speed: speed, busyShare: busyShare)
  }

  private func speed(
    _ bench: BenchFile?, tokens: Int, sessions: Int?, _ sources: inout SourceList
  ) throws -> SigningSpeed {
    if let bench {
      sources.add(
        "signatures/s",
        bench.speed.points.map {
          "\(CapacityWording.rate($0.signaturesPerSecond)) by \($0.lanes)"
        }.joined(separator: ", "), bench.origin)
      return bench.speed
    }
    if let rate = figures.signaturesPerSecond,
      let speed = SigningSpeed(
        signaturesPerSecond: rate, lanes: figures.sessions ?? sessions ?? 1)
    {
      sources.add("signatures/s", CapacityWording.rate(rate), "--signatures-per-second")
      return speed
    }
    if let live = findings.live, let rate = live.signaturesPerSecondWhenBusy,
      let speed = SigningSpeed(
        signaturesPerSecond: rate / Double(tokens), lanes: max(1, Int(live.lanes) / tokens))
    {
      sources.add(
        "signatures/s", CapacityWording.rate(rate / Double(tokens)), "seen live, of busy lanes")
      return speed
    }
    throw ValidationError(
      "How fast does the token sign? Name what `chancery hsm bench --save FILE` wrote by --bench FILE, "
        + "or give --signatures-per-second, or --measure.")
  }
}
