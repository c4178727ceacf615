import ArgumentParser
import CapacityModel

/// What is asked of the CA: a burst, or so many certificates a day.
struct DemandOptions: ParsableArguments {
  @Option(help: "Show what becomes of so many orders at once.")
  var burst: Int?

  @Option(help: "How many of the burst arrive in a second. (default: ten times the capacity)")
  var arrivalRate: Double?

  @Option(help: "Show what so many certificates a day need; exit 1 where it isn't there.")
  var certificatesPerDay: Double?

  @Option(help: "How many times the average the busiest minutes of a day are.")
  var peakFactor = 3.0

  @Option(help: "How much of anything may be in use at the peak.")
  var utilisation = PercentArgument(0.7)

  func validate() throws {
    try check(Double(burst ?? 1), in: 1...1_000_000_000, "--burst")
    try check(arrivalRate ?? 1, in: 0.001...10_000_000, "--arrival-rate")
    try check(certificatesPerDay ?? 1, in: 1...1e12, "--certificates-per-day")
    try check(peakFactor, in: 1...1000, "--peak-factor")
    guard (0.05...0.95).contains(utilisation.share) else {
      throw ValidationError(
        "--utilisation \(CapacityWording.percent(utilisation.share)) is out of range; give 5% to 95%, "
          + "since at 100% the wait has no end.")
    }
    if arrivalRate != nil, burst == nil {
      throw ValidationError("--arrival-rate is that of a burst: add --burst NUMBER.")
    }
  }

  var demand: Demand? {
    certificatesPerDay.map {
      Demand(certificatesPerDay: $0, peakFactor: peakFactor, utilisation: utilisation.share)
    }
  }
}
