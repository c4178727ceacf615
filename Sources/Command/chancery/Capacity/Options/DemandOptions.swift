import ArgumentParser
import CapacityModel

/// What is asked of the CA: a burst, or so many certificates a day.
struct DemandOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Show what becomes of so many orders at once.", valueName: "number"),
    transform: ArgumentText.number(in: 1...1_000_000_000))
  var burst: Int?

  @Option(
    help: ArgumentHelp(
      "How many of the burst arrive in a second. (default: ten times the capacity)",
      valueName: "number"),
    transform: ArgumentText.decimal(in: 0.001...10_000_000))
  var arrivalRate: Double?

  @Option(
    help: ArgumentHelp(
      "Show what so many certificates a day need; exit 1 where it isn't there.",
      valueName: "number"),
    transform: ArgumentText.decimal(in: 1...1e12))
  var certificatesPerDay: Double?

  @Option(
    help: ArgumentHelp(
      "How many times the average the busiest minutes of a day are. (default: 3)",
      valueName: "number"),
    transform: ArgumentText.decimal(in: 1...1000))
  var peakFactor = 3.0

  @Option(
    help: ArgumentHelp(
      "How much of anything may be in use at the peak. (default: 70%)", valueName: "share"),
    transform: ArgumentText.share)
  var utilisation = 0.7

  func validate() throws {
    guard (0.05...0.95).contains(utilisation) else {
      throw ValidationError(
        "--utilisation \(CapacityWording.percent(utilisation)) is out of range; give 5% to 95%, "
          + "since at 100% the wait has no end.")
    }
    if arrivalRate != nil, burst == nil {
      throw ValidationError("--arrival-rate is that of a burst: add --burst NUMBER.")
    }
  }

  var demand: Demand? {
    certificatesPerDay.map {
      Demand(certificatesPerDay: $0, peakFactor: peakFactor, utilisation: utilisation)
    }
  }
}
