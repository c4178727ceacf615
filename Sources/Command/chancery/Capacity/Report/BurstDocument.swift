import CapacityModel

/// A burst's forecast for programs.
struct BurstDocument: Encodable {
  let orders: Int
  let arrivalsPerSecond: Double
  let acceptedPerSecond: Double
  let drainPerSecond: Double
  let answeredAtOnce: Int
  let answeredProcessing: Int
  let refusedAtFirst: Int
  let longestQueue: Int
  /// Nil, as the next two, where nothing is issued at all.
  let longestWaitSeconds: Double?
  let acceptedDoneSeconds: Double?
  let allDoneSeconds: Double?

  enum CodingKeys: String, CodingKey {
    case orders
    case arrivalsPerSecond = "arrivals_per_second"
    case acceptedPerSecond = "accepted_per_second"
    case drainPerSecond = "drain_per_second"
    case answeredAtOnce = "answered_at_once"
    case answeredProcessing = "answered_processing"
    case refusedAtFirst = "refused_at_first"
    case longestQueue = "longest_queue"
    case longestWaitSeconds = "longest_wait_s"
    case acceptedDoneSeconds = "accepted_done_s"
    case allDoneSeconds = "all_done_s"
  }

  init(_ forecast: BurstForecast) {
    let finite = { (seconds: Double) -> Double? in seconds.isFinite ? seconds : nil }
    orders = forecast.burst.orders
    arrivalsPerSecond = forecast.burst.arrivalsPerSecond
    acceptedPerSecond = forecast.acceptedPerSecond
    drainPerSecond = forecast.drainPerSecond
    answeredAtOnce = forecast.answeredAtOnce
    answeredProcessing = forecast.answeredProcessing
    refusedAtFirst = forecast.refusedAtFirst
    longestQueue = forecast.longestQueue
    longestWaitSeconds = finite(forecast.longestWaitSeconds)
    acceptedDoneSeconds = finite(forecast.acceptedDoneSeconds)
    allDoneSeconds = finite(forecast.allDoneSeconds)
  }
}
