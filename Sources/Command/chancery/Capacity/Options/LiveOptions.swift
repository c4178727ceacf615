import ArgumentParser
import CapacityModel

/// A running CA, to hold the prediction against.
struct LiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare with a running CA: its operations listener, as http://127.0.0.1:14001.",
      valueName: "url"))
  var live: String?

  @Option(
    help: ArgumentHelp("How long to watch it. (default: 10s)", valueName: "time"),
    transform: ArgumentText.duration())
  var pause = Duration.seconds(10)

  func validate() throws {
    guard let live else { return }
    guard LiveReader(live) != nil else {
      throw ValidationError(
        "--live \(live) is no URL; give the operations listener's, as http://127.0.0.1:14001.")
    }
  }

  /// What it does now; nil where none is to be asked.
  func observation() async throws(LiveReader.Problem) -> LiveObservation? {
    guard let live, let reader = LiveReader(live) else { return nil }
    return try await reader.observation(for: pause)
  }
}
