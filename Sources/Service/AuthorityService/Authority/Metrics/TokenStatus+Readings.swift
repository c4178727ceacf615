internal import HSMSigning
internal import Telemetry

extension TokenStatus {
  var readings: [MetricReading] {
    [
      MetricReading(.hsmSignatures, [name], signatures),
      MetricReading(.hsmSignatureRate, [name], signaturesPerSecond),
      MetricReading(.hsmLanes, [name], lanes.open),
      MetricReading(.hsmLanesBusy, [name], lanes.busy),
      MetricReading(.hsmLanesStuck, [name], lanes.stuck),
      MetricReading(.hsmWaiting, [name], queued),
      MetricReading(.tokenReady, [name], isReady ? 1 : 0),
    ] + faults.map { MetricReading(.hsmErrors, [name, $0.recovery, $0.code], $1) }
  }
}
